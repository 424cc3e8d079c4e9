with

totals as (

    select * from {{ ref('customer_segmentation', 'stg_segmentation__customer_totals') }}

),

as_of_dates as (

    select * from {{ ref('customer_segmentation', 'int_as_of_dates') }}

),

given as (

    select
        totals.customer_id,
        as_of_dates.as_of_date,
        totals.orders,
        cast(null as bigint) as order_lines,
        cast(null as bigint) as refund_lines,
        cast(null as bigint) as priced_lines,
        totals.units,
        cast(null as {{ price_type() }}) as unit_price_total,
        totals.revenue,
        cast(null as {{ money_type() }}) as refunds,
        cast(null as {{ money_type() }}) as recent_revenue,
        cast(null as bigint) as recent_orders,
        totals.first_ordered_on,
        totals.last_ordered_on,
        totals.tenure_days as stated_tenure_days,
        cast(null as bigint) as order_days,
        cast(null as bigint) as gap_days,
        cast(null as bigint) as squared_gap_days
    from totals
    cross join as_of_dates
    where totals.orders > 0

)

select * from given
