-- for every scheme: the buyers, orders and revenue of its segments are those of all customers
with

lines as (

    select * from {{ ref('customer_segmentation', 'int_segment_product_lines') }}

),

totals as (

    select
        scheme,
        product_line,
        sum(customers) as customers,
        sum(orders) as orders,
        sum(customers_with_line) as customers_with_line,
        sum(orders_with_line) as orders_with_line,
        sum(revenue) as revenue
    from lines
    group by scheme, product_line

)

select
    totals.scheme,
    totals.product_line
from totals
left join lines as everybody
    on
        everybody.scheme = 'all'
        and totals.product_line = everybody.product_line
where
    everybody.scheme is null
    or totals.customers_with_line <> everybody.customers_with_line
    or totals.orders_with_line <> everybody.orders_with_line
    or totals.revenue <> everybody.revenue
    -- a segment that never bought the line has none of it
    or totals.customers > everybody.customers
    or totals.orders > everybody.orders
