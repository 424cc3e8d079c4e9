-- multiplied back: a ratio of six places is off by half a millionth at most
select
    scheme,
    segment,
    product_line,
    other_product_line
from {{ ref('customer_segmentation', 'fct_product_affinity') }}
where
    abs(support * customers - customers_with_both) > 0.0000005 * customers
    or abs(confidence * customers_with_line - customers_with_both)
    > 0.0000005 * customers_with_line
    or abs(lift * customers_with_line * customers_with_other - customers_with_both * customers)
    > 0.0000005 * customers_with_line * customers_with_other
    or abs(basket_support * orders - orders_with_both) > 0.0000005 * orders
    or abs(basket_confidence * orders_with_line - orders_with_both)
    > 0.0000005 * orders_with_line
    or abs(basket_lift * orders_with_line * orders_with_other - orders_with_both * orders)
    > 0.0000005 * orders_with_line * orders_with_other
    or customers_with_both < {{ setting('smallest_pair') }}
    or (basket_lift is null) <> (orders_with_both < {{ setting('smallest_pair') }})
