with

pairs as (

    select * from {{ ref('customer_segmentation', 'int_product_pairs_counted') }}

),

buyers as (

    select * from {{ ref('customer_segmentation', 'int_segment_buyers') }}

),

lines as (

    select * from {{ ref('customer_segmentation', 'int_segment_product_lines') }}

),

joined as (

    select
        pairs.scheme,
        pairs.segment,
        pairs.product_line,
        pairs.other_product_line,
        buyers.customers,
        lines.customers as customers_with_line,
        others.customers as customers_with_other,
        pairs.customers_with_both,
        buyers.orders,
        lines.orders as orders_with_line,
        others.orders as orders_with_other,
        pairs.orders_with_both,
        -- the floor of customers holds for orders too: one order is no pattern
        case
            when pairs.orders_with_both >= {{ setting('smallest_pair') }}
                then pairs.orders_with_both
        end as basis_orders
    from pairs
    inner join buyers
        on
            pairs.scheme = buyers.scheme
            and pairs.segment = buyers.segment
    inner join lines
        on
            pairs.scheme = lines.scheme
            and pairs.segment = lines.segment
            and pairs.product_line = lines.product_line
    inner join lines as others
        on
            pairs.scheme = others.scheme
            and pairs.segment = others.segment
            and pairs.other_product_line = others.product_line

),

measured as (

    select
        scheme,
        segment,
        product_line,
        other_product_line,
        customers,
        customers_with_line,
        customers_with_other,
        customers_with_both,
        {{ ratio('customers_with_both', 'customers') }} as support,
        {{ ratio('customers_with_both', 'customers_with_line') }} as confidence,
        {{ ratio(
            'customers_with_both * customers', 'customers_with_line * customers_with_other'
        ) }} as lift,
        orders,
        orders_with_line,
        orders_with_other,
        orders_with_both,
        {{ ratio('basis_orders', 'orders') }} as basket_support,
        {{ ratio('basis_orders', 'orders_with_line') }} as basket_confidence,
        {{ ratio('basis_orders * orders', 'orders_with_line * orders_with_other') }}
            as basket_lift
    from joined

)

select * from measured
