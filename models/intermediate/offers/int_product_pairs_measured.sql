-- the floor of customers holds for orders too: one order is no pattern
{% set basis_orders =
    '(case when orders_with_both >= ' ~ setting('smallest_pair') ~ ' then orders_with_both end)'
%}

with

order_lines as (

    select order_lines.*
    from {{ ref('customer_segmentation', 'int_order_product_lines') }} as order_lines
    inner join {{ ref('customer_segmentation', 'int_product_lines_compared') }} as compared
        on order_lines.product_line = compared.product_line

),

-- beside the orders, all that a customer ever bought is a basket too
baskets as (

    select
        profile,
        customer_id,
        order_id,
        product_line,
        0 as customers,
        1 as orders
    from order_lines
    union all
    select
        profile,
        customer_id,
        'all orders' as order_id,
        product_line,
        1 as customers,
        0 as orders
    from order_lines
    group by profile, customer_id, product_line

),

-- by profile first: a pair of lines is then a few hundred rows for any number of customers
counted as (

    select
        baskets.profile,
        baskets.product_line,
        others.product_line as other_product_line,
        sum(baskets.customers) as customers_with_both,
        sum(baskets.orders) as orders_with_both
    from baskets
    inner join baskets as others
        on
            baskets.customer_id = others.customer_id
            and baskets.order_id = others.order_id
            and baskets.orders = others.orders
            and baskets.product_line <> others.product_line
    group by baskets.profile, baskets.product_line, others.product_line

),

pairs as (

    select
        profiles.scheme,
        profiles.segment,
        counted.product_line,
        counted.other_product_line,
        cast(sum(counted.customers_with_both) as bigint) as customers_with_both,
        cast(sum(counted.orders_with_both) as bigint) as orders_with_both
    from counted
    inner join {{ ref('customer_segmentation', 'int_segment_profiles') }} as profiles
        on counted.profile = profiles.profile
    group by
        profiles.scheme, profiles.segment, counted.product_line, counted.other_product_line
    having sum(counted.customers_with_both) >= {{ setting('smallest_pair') }}

),

joined as (

    select
        pairs.*,
        lines.customers,
        lines.customers_with_line,
        others.customers_with_line as customers_with_other,
        lines.orders,
        lines.orders_with_line,
        others.orders_with_line as orders_with_other
    from pairs
    {% for lines, product_line in [('lines', 'product_line'), ('others', 'other_product_line')] -%}
    inner join {{ ref('customer_segmentation', 'int_segment_product_lines') }} as {{ lines }}
        on
            pairs.scheme = {{ lines }}.scheme
            and pairs.segment = {{ lines }}.segment
            and pairs.{{ product_line }} = {{ lines }}.product_line
    {% endfor %}

),

measured as (

    select
        *,
        {{ ratio('customers_with_both', 'customers') }} as support,
        {{ ratio('customers_with_both', 'customers_with_line') }} as confidence,
        {{ ratio(
            'customers_with_both * customers', 'customers_with_line * customers_with_other'
        ) }} as lift,
        {{ ratio(basis_orders, 'orders') }} as basket_support,
        {{ ratio(basis_orders, 'orders_with_line') }} as basket_confidence,
        {{ ratio(basis_orders ~ ' * orders', 'orders_with_line * orders_with_other') }}
            as basket_lift
    from joined

)

select * from measured
