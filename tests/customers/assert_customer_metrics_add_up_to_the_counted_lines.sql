with

lines as (

    select
        count(*) as order_lines,
        count(distinct customer_id) as customers,
        sum(quantity) as units,
        coalesce(sum(line_amount), 0) as revenue,
        -1 * coalesce(sum(case when is_refund then line_amount end), 0) as refunds
    from {{ ref('customer_segmentation', 'fct_order_lines') }}
    where is_counted

),

-- an order is a customer's order with a line that isn't a refund, if it began in the window
distinct_orders as (

    select
        customer_id,
        order_id
    from {{ ref('customer_segmentation', 'fct_order_lines') }}
    where
        is_counted
        and not is_refund
    group by customer_id, order_id
    having min(ordered_on) = min(order_placed_on)

),

orders as (

    select count(*) as orders from distinct_orders

),

metrics as (

    select
        count(*) as customers,
        coalesce(sum(orders), 0) as orders,
        coalesce(sum(order_lines), 0) as order_lines,
        sum(units) as units,
        coalesce(sum(revenue), 0) as revenue,
        coalesce(sum(refunds), 0) as refunds
    from {{ ref('customer_segmentation', 'fct_customer_metrics') }}

)

select metrics.*
from metrics
cross join lines
cross join orders
-- totals come from elsewhere: there are no lines to add up
where
    {{ 'false' if uses_totals() else 'true' }}
    and (
        metrics.customers <> lines.customers
        or metrics.orders <> orders.orders
        or metrics.order_lines <> lines.order_lines
        or coalesce(metrics.units, 0) <> coalesce(lines.units, 0)
        or metrics.revenue <> lines.revenue
        or metrics.refunds <> lines.refunds
    )
