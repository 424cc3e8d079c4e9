{%- set dimensions = ['profile', 'account_manager', 'country', 'product_line'] -%}
{%- set sums = {
    'sales': type_of('money'), 'refunds': type_of('money'), 'units': type_of('quantity'),
    'purchase_lines': 'bigint', 'lines_without_units': 'bigint',
} -%}
with

comparisons as (

    select * from {{ ref('customer_segmentation', 'int_periods_compared') }}

),

-- by customer first, so that no line is read for each dimension
customers as (

    select
        customer_id,
        {{ dimensions | join(', ') }},
        product_id,
        periods,
        cast(sum(case when is_refund then 0 else line_amount end) as {{ sums.sales }}) as sales,
        cast(sum(case when is_refund then line_amount else 0 end) as {{ sums.refunds }}) as refunds,
        cast(sum(case when not is_refund then quantity end) as {{ sums.units }}) as units,
        count(case when not is_refund then 1 end) as purchase_lines,
        count(case when not is_refund and quantity is null then 1 end) as lines_without_units
    from {{ ref('customer_segmentation', 'int_lines_compared') }}
    group by customer_id, {{ dimensions | join(', ') }}, product_id, periods

),

-- a customer of two members of a dimension may be lost to the one and stay with the other
buyers as (

    {% for dimension in dimensions -%}
    select
        '{{ dimension }}' as dimension,
        {{ dimension }} as member,
        customer_id,
        bit_or(case when purchase_lines > 0 then periods else 0 end) as bought_in
    from customers
    group by {{ dimension }}, customer_id
    {% if not loop.last %}union all{% endif %}
    {% endfor %}

),

sides as (

    {% for dimension in dimensions -%}
    select
        buyers.dimension,
        buyers.member,
        comparisons.before_bit,
        {{ buyer_status('buyers.bought_in', 'comparisons') }} as status,
        customers.product_id,
        {% for sum in sums -%}
        customers.{{ sum }},
        {% endfor -%}
        (customers.periods & comparisons.before_bit) > 0 as is_before
    from customers
    inner join buyers
        on
            customers.customer_id = buyers.customer_id
            and customers.{{ dimension }} = buyers.member
            and buyers.dimension = '{{ dimension }}'
    inner join comparisons
        on (customers.periods & (comparisons.before_bit + comparisons.after_bit)) > 0
    {% if not loop.last %}union all{% endif %}
    {% endfor %}

),

-- what was won or lost is told without its products
summed as (

    select
        dimension,
        member,
        before_bit,
        status,
        {% for sum, type in sums.items() -%}
        cast(sum(case when is_before then {{ sum }} else 0 end) as {{ type }}) as {{ sum }}_before,
        cast(sum(case when is_before then 0 else {{ sum }} end) as {{ type }}) as {{ sum }}_after,
        {% endfor -%}
        case when status = 'kept' then product_id end as product_id
    from sides
    group by
        dimension, member, before_bit, status, case when status = 'kept' then product_id end

)

select * from summed
