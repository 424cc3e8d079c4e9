{%- set sums = {
    'sales': type_of('money'), 'refunds': type_of('money'), 'units': type_of('quantity'),
    'purchase_lines': 'bigint', 'lines_without_units': 'bigint', 'orders': 'bigint',
} -%}
with

-- of products and of orders, whose sums have nothing else in common
combined as (

    select
        dimension,
        member,
        before_bit,
        status,
        product_id,
        sales_before,
        sales_after,
        refunds_before,
        refunds_after,
        units_before,
        units_after,
        purchase_lines_before,
        purchase_lines_after,
        lines_without_units_before,
        lines_without_units_after,
        0 as orders_before,
        0 as orders_after,
        0 as customers
    from {{ ref('customer_segmentation', 'int_products_compared') }}
    union all
    select
        dimension,
        member,
        before_bit,
        status,
        null as product_id,
        0 as sales_before,
        0 as sales_after,
        0 as refunds_before,
        0 as refunds_after,
        0 as units_before,
        0 as units_after,
        0 as purchase_lines_before,
        0 as purchase_lines_after,
        0 as lines_without_units_before,
        0 as lines_without_units_after,
        orders_before,
        orders_after,
        customers
    from {{ ref('customer_segmentation', 'int_orders_compared') }}

),

-- customers of a profile are in the same segments; other members are as they come
members as (

    select
        profile as member,
        'profile' as dimension,
        case scheme when 'all' then 'all' else scheme || '_segment' end as shown_dimension,
        segment as shown_member
    from {{ ref('customer_segmentation', 'int_segment_profiles') }}

),

unfolded as (

    select
        coalesce(members.shown_dimension, combined.dimension) as dimension,
        coalesce(members.shown_member, combined.member) as member,
        combined.before_bit,
        combined.status,
        combined.product_id,
        {% for sum, type in sums.items() -%}
        {% for side in ['before', 'after'] -%}
        cast(sum(combined.{{ sum }}_{{ side }}) as {{ type }}) as {{ sum }}_{{ side }},
        {% endfor -%}
        {% endfor -%}
        cast(sum(combined.customers) as bigint) as customers
    from combined
    left join members
        on
            combined.dimension = members.dimension
            and combined.member = members.member
    group by
        coalesce(members.shown_dimension, combined.dimension),
        coalesce(members.shown_member, combined.member),
        combined.before_bit,
        combined.status,
        combined.product_id

)

select * from unfolded
