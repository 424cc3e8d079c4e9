-- the floor of customers holds for orders too: one order is no pattern
{% set basis_orders =
    '(case when orders_with_both >= ' ~ setting('smallest_pair') ~ ' then orders_with_both end)'
%}

with

-- a line with itself is who has the line, and without a line it is who has any
related as (

    select
        {% for basket in ['customers', 'orders'] -%}
        max(case when product_line is null then {{ basket }}_with_both end) over of_segment
            as {{ basket }},
        max(case when product_line = other_product_line then {{ basket }}_with_both end)
            over of_line as {{ basket }}_with_line,
        max(case when product_line = other_product_line then {{ basket }}_with_both end)
            over of_other as {{ basket }}_with_other,
        {% endfor -%}
        *
    from {{ ref('customer_segmentation', 'int_product_pairs_counted') }}
    window
        of_segment as (partition by scheme, segment),
        of_line as (partition by scheme, segment, product_line),
        of_other as (partition by scheme, segment, other_product_line)

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
        {{ ratio(basis_orders, 'orders') }} as basket_support,
        {{ ratio(basis_orders, 'orders_with_line') }} as basket_confidence,
        {{ ratio(basis_orders ~ ' * orders', 'orders_with_line * orders_with_other') }}
            as basket_lift
    from related
    where
        product_line <> other_product_line
        and customers_with_both >= {{ setting('smallest_pair') }}

),

ranked as (

    select
        *,
        cast(row_number() over (
            partition by scheme, segment
            order by
                lift desc,
                customers_with_both desc,
                product_line asc,
                other_product_line asc
        ) as integer) as affinity_rank,
        case
            when basket_lift is not null
                then cast(row_number() over (
                    partition by scheme, segment
                    order by
                        basket_lift desc nulls last,
                        orders_with_both desc,
                        product_line asc,
                        other_product_line asc
                ) as integer)
        end as basket_rank
    from measured

)

select * from ranked
