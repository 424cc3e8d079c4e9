{%- set float, smallest_group = type_of('float'), 20 -%}
{%- set sums = {
    'weights': 'weight', 'lifts': 'weight * lift', 'squares': 'weight * lift * lift',
} -%}
with

-- half of a campaign has half of its effect; without an action nothing can be learnt for one
compared as (

    select
        campaigns.action,
        groups_compared.*
    from {{ ref('customer_segmentation', 'int_campaign_groups_compared') }} as groups_compared
    inner join {{ ref('customer_segmentation', 'int_campaign_windows') }} as campaigns
        on groups_compared.campaign_id = campaigns.campaign_id
    where
        campaigns.is_measured
        and campaigns.is_finished
        and campaigns.action is not null
        and groups_compared.treated_customers > 0
        and groups_compared.control_customers > 0

),

-- variances as if one more customer of each group had bought, and one more had not: nobody buying
-- is no certainty. Source: Agresti and Caffo 2000
rated as (

    select
        *,
        {% for group in ['treated', 'control'] -%}
        {% set n, buyers = group ~ '_customers', group ~ '_buyers' -%}
        cast({{ buyers }} as {{ float }}) / {{ n }} as {{ group }}_rate,
        cast({{ buyers }} + 1 as {{ float }}) / ({{ n }} + 2) as {{ group }}_chance
        {%- if not loop.last %},{% endif %}
        {% endfor %}
    from compared

),

weighted as (

    select
        *,
        treated_rate - control_rate as lift,
        1 / (
            treated_chance * (1 - treated_chance) / (treated_customers + 2)
            + control_chance * (1 - control_chance) / (control_customers + 2)
        ) as weight
    from rated

),

-- exact, whatever the order of the rows: floating point would not be
summed as (

    select
        scheme,
        segment,
        action,
        count(*) as campaigns,
        cast(sum(treated_customers) as bigint) as treated_customers,
        cast(sum(control_customers) as bigint) as control_customers,
        cast(sum(control_buyers) as bigint) as control_buyers,
        {% for name, value in sums.items() -%}
        cast(sum(cast({{ value }} as decimal(38, 10))) as {{ float }}) as {{ name }}
        {%- if not loop.last %},{% endif %}
        {% endfor %}
    from weighted
    group by scheme, segment, action

),

pooled as (

    select
        *,
        lifts / weights as mean,
        {{ normal_quantile(0.975) }} / sqrt(weights) as margin,
        squares - lifts * lifts / weights as q
    from summed

),

lifted as (

    select
        scheme,
        segment,
        action,
        campaigns,
        treated_customers,
        control_customers,
        cast(mean as decimal(18, 6)) as lift,
        -- of those who would not have bought, who did: DellaVigna and Kaplan 2007
        cast(least(coalesce(
            greatest(mean, 0) * control_customers / nullif(control_customers - control_buyers, 0), 0
        ), 1) as decimal(18, 6)) as persuasion_rate,
        cast(mean - margin as decimal(18, 6)) as lift_low,
        cast(mean + margin as decimal(18, 6)) as lift_high,
        cast(case
            when campaigns > 1 and q > campaigns - 1 then 1 - (campaigns - 1) / q
            when campaigns > 1 then 0
        end as decimal(18, 6)) as heterogeneity
    from pooled

),

judged as (

    select
        *,
        (lift_low > 0 or lift_high < 0)
        and coalesce(heterogeneity, 0) <= 0.75
        and least(treated_customers, control_customers) >= {{ smallest_group }} as is_evidence
    from lifted

)

select * from judged
