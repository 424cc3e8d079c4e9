{%- set places = setting('amount_decimals') -%}
with

running as (

    select
        *,
        sum(treated_customers) over (
            partition by campaign_id, scheme order by segment
            rows between unbounded preceding and current row
        ) as treated_so_far,
        sum(treated_customers) over (partition by campaign_id, scheme) as treated_in_all
    from {{ ref('customer_segmentation', 'int_campaign_lifts') }}

),

-- a share of the cost is what rounding leaves between two points of the running one: they add up
shared as (

    select
        running.*,
        campaigns.campaign_name,
        campaigns.is_seasonal,
        campaigns.is_finished,
        campaigns.starts_on,
        campaigns.ends_on,
        case
            when running.scheme = 'all' then campaigns.cost
            else cast(
                {{ ratio(
                    'campaigns.cost * running.treated_so_far', 'running.treated_in_all', places
                ) }}
                - {{ ratio(
                    'campaigns.cost * (running.treated_so_far - running.treated_customers)',
                    'running.treated_in_all', places
                ) }}
                as {{ type_of('money') }}
            )
        end as cost
    from running
    inner join {{ ref('customer_segmentation', 'int_campaign_windows') }} as campaigns
        on running.campaign_id = campaigns.campaign_id

),

performed as (

    select
        shared.campaign_id,
        shared.scheme,
        shared.segment,
        shared.campaign_name,
        verdicts.verdict,
        verdicts.verdict_reason,
        {% for measure in ['customers', 'buyers', 'buyer_rate', 'revenue', 'revenue_per_head'] -%}
        shared.treated_{{ measure }},
        shared.control_{{ measure }},
        {% endfor -%}
        {% for lift in ['absolute_lift', 'relative_lift', 'incremental_revenue'] -%}
        shared.{{ lift }},
        shared.{{ lift }}_low,
        shared.{{ lift }}_high,
        {% endfor -%}
        shared.cost,
        {{ ratio(
            'cast(shared.incremental_revenue as decimal(38, 6)) * ' ~ setting('margin')
                ~ ' - shared.cost',
            'shared.cost', 4
        ) }} as return_on_investment,
        shared.balance_difference,
        verdicts.is_balanced,
        shared.is_seasonal,
        shared.is_finished,
        shared.starts_on,
        shared.ends_on
    from shared
    inner join {{ ref('customer_segmentation', 'int_campaign_verdicts') }} as verdicts
        on
            shared.campaign_id = verdicts.campaign_id
            and shared.scheme = verdicts.scheme
            and shared.segment = verdicts.segment

)

select * from performed
