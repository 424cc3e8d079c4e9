with

order_days as (

    select * from {{ ref('customer_segmentation', 'int_orders_by_day') }}

),

as_of_dates as (

    select * from {{ ref('customer_segmentation', 'int_as_of_dates') }}

),

-- an order with lines on several days is one order
orders as (

    select
        customer_id,
        order_id,
        sum(order_lines) as order_lines,
        sum(refund_lines) as refund_lines,
        sum(priced_lines) as priced_lines,
        sum(units) as units,
        sum(unit_price_total) as unit_price_total,
        sum(revenue) as revenue,
        sum(refunds) as refunds,
        sum(case when ordered_on >= recent_half_starts_on then revenue else 0 end)
            as recent_revenue,
        min(case when is_purchase then ordered_on end) as first_ordered_on,
        max(case when is_purchase then ordered_on end) as last_ordered_on
    from order_days
    cross join as_of_dates
    group by customer_id, order_id

),

totalled as (

    select
        orders.customer_id,
        as_of_dates.as_of_date,
        count(orders.first_ordered_on) as orders,
        cast(sum(orders.order_lines) as bigint) as order_lines,
        cast(sum(orders.refund_lines) as bigint) as refund_lines,
        cast(sum(orders.priced_lines) as bigint) as priced_lines,
        cast(sum(orders.units) as {{ quantity_type() }}) as units,
        cast(sum(orders.unit_price_total) as {{ price_type() }}) as unit_price_total,
        cast(sum(orders.revenue) as {{ money_type() }}) as revenue,
        cast(sum(orders.refunds) as {{ money_type() }}) as refunds,
        cast(sum(orders.recent_revenue) as {{ money_type() }}) as recent_revenue,
        count(case when orders.first_ordered_on >= as_of_dates.recent_half_starts_on then 1 end)
            as recent_orders,
        min(orders.first_ordered_on) as first_ordered_on,
        max(orders.last_ordered_on) as last_ordered_on
    from orders
    cross join as_of_dates
    group by orders.customer_id, as_of_dates.as_of_date
    -- who only has refunds has bought nothing: no recency, no frequency, no segment
    having count(orders.first_ordered_on) > 0

)

select * from totalled
