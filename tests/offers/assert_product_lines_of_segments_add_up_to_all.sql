-- for every scheme: the customers, orders and revenue of its segments are those of all customers
with

pairs as (

    select
        scheme,
        coalesce(product_line, '') as product_line,
        coalesce(other_product_line, '') as other_product_line,
        sum(customers_with_both) as customers,
        sum(orders_with_both) as orders,
        sum(revenue) as revenue
    from {{ ref('customer_segmentation', 'int_product_pairs_counted') }}
    group by scheme, coalesce(product_line, ''), coalesce(other_product_line, '')

)

select
    pairs.scheme,
    pairs.product_line,
    pairs.other_product_line
from pairs
left join pairs as everybody
    on
        everybody.scheme = 'all'
        and pairs.product_line = everybody.product_line
        and pairs.other_product_line = everybody.other_product_line
where
    everybody.scheme is null
    or pairs.customers <> everybody.customers
    or pairs.orders <> everybody.orders
    or pairs.revenue <> everybody.revenue
