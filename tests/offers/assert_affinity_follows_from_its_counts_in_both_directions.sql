{#- multiplied back: a ratio of six places is off by half a millionth at most -#}
{%- set ratios = [
    ('support', 'customers_with_both', 'customers'),
    ('confidence', 'customers_with_both', 'customers_with_line'),
    ('basket_support', 'orders_with_both', 'orders'),
    ('basket_confidence', 'orders_with_both', 'orders_with_line'),
] -%}
with

pairs as (

    select
        *,
        customers_with_line * customers_with_other as customers_by_chance,
        orders_with_line * orders_with_other as orders_by_chance
    from {{ ref('customer_segmentation', 'fct_product_affinity') }}

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
left join {{ ref('customer_segmentation', 'dim_segments') }} as segments
    on
        pairs.scheme = segments.scheme
        and pairs.segment = segments.segment
where
    -- a foreign key can't say it: `all` is no segment
    (segments.segment is null and not (pairs.scheme = 'all' and pairs.segment = 'all'))
    or pairs.customers_with_both < {{ setting('smallest_pair') }}
    or (pairs.basket_lift is null) <> (pairs.orders_with_both < {{ setting('smallest_pair') }})
    {% for share, part, whole in ratios -%}
    or abs(pairs.{{ share }} * pairs.{{ whole }} - pairs.{{ part }}) > 0.0000005 * pairs.{{ whole }}
    {% endfor -%}
    or abs(pairs.lift * pairs.customers_by_chance - pairs.customers_with_both * pairs.customers)
    > 0.0000005 * pairs.customers_by_chance
    or abs(pairs.basket_lift * pairs.orders_by_chance - pairs.orders_with_both * pairs.orders)
    > 0.0000005 * pairs.orders_by_chance
    or reversed.scheme is null
    or pairs.customers_with_both <> reversed.customers_with_both
    or pairs.customers_with_line <> reversed.customers_with_other
    or pairs.orders_with_both <> reversed.orders_with_both
    or pairs.orders_with_line <> reversed.orders_with_other
    or pairs.support <> reversed.support
    or pairs.lift <> reversed.lift
    or coalesce(pairs.basket_support, -1) <> coalesce(reversed.basket_support, -1)
    or coalesce(pairs.basket_lift, -1) <> coalesce(reversed.basket_lift, -1)
