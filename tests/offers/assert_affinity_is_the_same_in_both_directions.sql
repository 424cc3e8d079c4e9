with

pairs as (

    select * from {{ ref('customer_segmentation', 'fct_product_affinity') }}

)

select
    pairs.scheme,
    pairs.segment,
    pairs.product_line,
    pairs.other_product_line
from pairs
left join pairs as reversed
    on
        pairs.scheme = reversed.scheme
        and pairs.segment = reversed.segment
        and pairs.product_line = reversed.other_product_line
        and pairs.other_product_line = reversed.product_line
where
    reversed.scheme is null
    or pairs.customers_with_both <> reversed.customers_with_both
    or pairs.customers_with_line <> reversed.customers_with_other
    or pairs.orders_with_both <> reversed.orders_with_both
    or pairs.orders_with_line <> reversed.orders_with_other
    or pairs.support <> reversed.support
    or pairs.lift <> reversed.lift
    or coalesce(pairs.basket_support, -1) <> coalesce(reversed.basket_support, -1)
    or coalesce(pairs.basket_lift, -1) <> coalesce(reversed.basket_lift, -1)
