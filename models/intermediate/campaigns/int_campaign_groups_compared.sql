{%- set groups = {'treated': 'not is_control', 'control': 'is_control'} -%}
{#- all sums are exact: with 38 digits there is room for squares and products -#}
{%- set wide = 'decimal(38, ' ~ setting('amount_decimals') ~ ')' -%}
with

order_days as (

    select order_days.*
    from {{ ref('customer_segmentation', 'int_orders_by_day') }} as order_days
    inner join {{ ref('customer_segmentation', 'int_customers_measured') }} as buyers
        on order_days.customer_id = buyers.customer_id

),

-- every campaign, also one without members; who bought nothing was chosen like the others, and
-- counts with nothing
measured as (

    select
        campaigns.campaign_id,
        members.customer_id,
        members.is_control,
        campaigns.is_measured,
        campaigns.starts_on,
        {% for column, days, is_known in [
            ('revenue', '>= campaigns.starts_on', 'campaigns.is_measured'),
            ('revenue_before', '< campaigns.starts_on', 'campaigns.compared_from is not null'),
        ] -%}
        case
            when {{ is_known }}
                then cast(
                    sum(case
                        when order_days.ordered_on {{ days }} then order_days.revenue else 0
                    end) as {{ wide }}
                )
        end as {{ column }},
        {% endfor -%}
        max(case
            when order_days.is_purchase and order_days.ordered_on >= campaigns.starts_on then 1
            else 0
        end) = 1 as is_buyer
    from {{ ref('customer_segmentation', 'int_campaign_windows') }} as campaigns
    left join {{ ref('customer_segmentation', 'int_campaign_members') }} as members
        on campaigns.campaign_id = members.campaign_id
    left join order_days
        on
            members.customer_id = order_days.customer_id
            and order_days.ordered_on between
            coalesce(campaigns.compared_from, campaigns.starts_on) and campaigns.measured_until
    group by
        campaigns.campaign_id, members.customer_id, members.is_control, campaigns.is_measured,
        campaigns.starts_on, campaigns.compared_from

),

-- also those that customers have a segment in without rules, on the day before a campaign started
schemes as (

    select 'all' as scheme
    union
    select scheme from {{ ref('customer_segmentation', 'int_schemes') }}
    where is_assigned
    union
    select history.scheme
    from {{ ref('customer_segmentation', 'int_campaign_windows') }} as campaigns
    inner join {{ ref('customer_segmentation', 'int_history_segmented') }} as history
        on cast({{ dbt.dateadd('day', -1, 'campaigns.starts_on') }} as date) = history.as_of_date

),

-- a campaign that isn't measured has no day before it started to take the segments from
placed as (

    select
        measured.*,
        schemes.scheme,
        case schemes.scheme
            when 'all' then 'all'
            else coalesce(segments.segment, 'not_yet_customer')
        end as segment
    from measured
    cross join schemes
    left join {{ ref('customer_segmentation', 'int_history_segmented') }} as segments
        on
            measured.customer_id = segments.customer_id
            and schemes.scheme = segments.scheme
            and cast({{ dbt.dateadd('day', -1, 'measured.starts_on') }} as date)
            = segments.as_of_date
    where
        schemes.scheme = 'all'
        or (measured.is_measured and measured.customer_id is not null)

),

-- a group without customers has no revenue, unless nothing was measured
summed as (

    select
        {% for group, is_in in groups.items() -%}
        count(case when {{ is_in }} then 1 end) as {{ group }}_customers,
        cast(sum(case when {{ is_in }} and is_buyer then 1 when is_measured then 0 end) as bigint)
            as {{ group }}_buyers,
        cast(
            sum(case when {{ is_in }} then revenue when is_measured then 0 end)
            as {{ type_of('money') }}
        ) as {{ group }}_revenue,
        sum(case when {{ is_in }} then revenue * revenue end) as {{ group }}_squares,
        sum(case when {{ is_in }} then revenue_before end) as {{ group }}_revenue_before,
        sum(case when {{ is_in }} then revenue_before * revenue_before end)
            as {{ group }}_squares_before,
        {% endfor -%}
        campaign_id,
        scheme,
        segment
    from placed
    group by campaign_id, scheme, segment, is_measured

)

select * from summed
