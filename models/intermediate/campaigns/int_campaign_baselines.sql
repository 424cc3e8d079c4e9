{%- set days = setting('return_days') -%}
with

-- the latest month end of which it is known who bought in the days after
dates as (

    select max(history.as_of_date) as baseline_on
    from {{ ref('customer_segmentation', 'int_history_dates') }} as history
    inner join {{ ref('customer_segmentation', 'int_as_of_dates') }} as data_ends
        on
            cast({{ dbt.dateadd('day', days, 'history.as_of_date') }} as date)
            <= least(data_ends.as_of_date, data_ends.last_line_on)
    where history.is_month_end

),

bought as (

    select
        order_days.customer_id,
        max(case when order_days.is_purchase then 1 else 0 end) as is_buyer,
        sum(cast(order_days.revenue as decimal(38, {{ setting('amount_decimals') }}))) as revenue
    from {{ ref('customer_segmentation', 'int_orders_by_day') }} as order_days
    inner join dates
        on
            order_days.ordered_on > dates.baseline_on
            and order_days.ordered_on
            <= cast({{ dbt.dateadd('day', days, 'dates.baseline_on') }} as date)
    group by order_days.customer_id

),

-- who bought nothing counts with nothing
summed as (

    select
        history.scheme,
        history.segment,
        count(*) as customers,
        cast(coalesce(sum(bought.is_buyer), 0) as bigint) as buyers,
        cast(coalesce(sum(bought.revenue), 0) as {{ type_of('money') }}) as revenue,
        coalesce(sum(bought.revenue * bought.revenue), 0) as squares,
        dates.baseline_on
    from {{ ref('customer_segmentation', 'int_history_segmented') }} as history
    inner join dates
        on history.as_of_date = dates.baseline_on
    left join bought
        on history.customer_id = bought.customer_id
    group by history.scheme, history.segment, dates.baseline_on

)

select * from summed
