-- for every scheme: the buyers, orders and revenue of its segments are those of all customers
with

lines as (

    select
        scheme,
        product_line,
        sum(customers) as customers,
        sum(orders) as orders,
        sum(revenue) as revenue
    from {{ ref('customer_segmentation', 'int_segment_product_lines') }}
    group by scheme, product_line
    union all
    select
        scheme,
        -- no known line is called that
        'unknown' as product_line,
        sum(customers) as customers,
        sum(orders) as orders,
        0 as revenue
    from {{ ref('customer_segmentation', 'int_segment_buyers') }}
    group by scheme

)

select
    lines.scheme,
    lines.product_line
from lines
left join lines as totals
    on
        totals.scheme = 'all'
        and lines.product_line = totals.product_line
where
    totals.scheme is null
    or lines.customers <> totals.customers
    or lines.orders <> totals.orders
    or lines.revenue <> totals.revenue
