{%- set groups = {'treated': 'not is_control', 'control': 'is_control'} -%}
{#- all sums are exact: with 38 digits there is room for squares and products -#}
{%- set wide = 'decimal(38, ' ~ setting('amount_decimals') ~ ')' -%}
with

members as (

    select
        campaign_id,
        customer_id,
        is_control,
        is_buyer,
        cast(revenue as {{ wide }}) as revenue,
        cast(revenue_before as {{ wide }}) as revenue_before
    from {{ ref('customer_segmentation', 'int_campaign_members_measured') }}

),

-- of every customer, on the day before a campaign started
segments as (

    select
        campaigns.campaign_id,
        history.customer_id,
        history.scheme,
        history.segment
    from {{ ref('customer_segmentation', 'int_campaign_windows') }} as campaigns
    inner join {{ ref('customer_segmentation', 'int_history_segmented') }} as history
        on cast({{ dbt.dateadd('day', -1, 'campaigns.starts_on') }} as date) = history.as_of_date

),

schemes as (

    select scheme from {{ ref('customer_segmentation', 'int_schemes') }}
    where is_assigned
    union
    select scheme from segments

),

-- every campaign, also one without members; one that isn't measured has no day before it started
-- to take the segments from
placed as (

    select
        campaigns.campaign_id as placed_in,
        'all' as scheme,
        'all' as segment,
        campaigns.is_measured,
        members.*
    from {{ ref('customer_segmentation', 'int_campaign_windows') }} as campaigns
    left join members
        on campaigns.campaign_id = members.campaign_id
    union all
    select
        members.campaign_id as placed_in,
        schemes.scheme,
        coalesce(segments.segment, 'not_yet_customer') as segment,
        true as is_measured,
        members.*
    from members
    cross join schemes
    left join segments
        on
            members.campaign_id = segments.campaign_id
            and members.customer_id = segments.customer_id
            and schemes.scheme = segments.scheme
    where members.revenue is not null

),

-- a group without customers has no revenue, unless nothing was measured
summed as (

    select
        {% for group, is_in in groups.items() -%}
        count(case when {{ is_in }} then 1 end) as {{ group }}_customers,
        cast(sum(case when {{ is_in }} and is_buyer then 1 when is_measured then 0 end) as bigint)
            as {{ group }}_buyers,
        sum(case when {{ is_in }} then revenue when is_measured then 0 end)
            as {{ group }}_revenue,
        sum(case when {{ is_in }} then revenue * revenue end) as {{ group }}_squares,
        sum(case when {{ is_in }} then revenue_before end) as {{ group }}_revenue_before,
        sum(case when {{ is_in }} then revenue_before * revenue_before end)
            as {{ group }}_squares_before,
        {% endfor -%}
        placed_in as campaign_id,
        scheme,
        segment
    from placed
    group by placed_in, scheme, segment, is_measured

),

rated as (

    select
        {% for group in groups -%}
        {% set customers, revenue = group ~ '_customers', group ~ '_revenue' -%}
        {{ customers }},
        {{ group }}_buyers,
        cast({{ revenue }} as {{ type_of('money') }}) as {{ revenue }},
        {{ ratio(group ~ '_buyers', customers) }} as {{ group }}_buyer_rate,
        {{ ratio(revenue, customers, 4) }} as {{ revenue }}_per_head,
        {{ sample_variance(customers, revenue, group ~ '_squares') }}
        / nullif({{ customers }}, 0) as {{ group }}_squared_error,
        {{ revenue }}_before,
        {{ sample_variance(customers, revenue ~ '_before', group ~ '_squares_before') }}
            as {{ group }}_variance_before,
        {% endfor -%}
        campaign_id,
        scheme,
        segment
    from summed

)

select * from rated
