{%- set dimensions = ['profile', 'account_manager', 'country', 'product_line'] -%}
{%- set sums = ['sales', 'refunds', 'units', 'purchase_lines', 'lines_without_units'] -%}
with

-- by customer first, so that no line is read for each dimension
customers as (

    select
        customer_id,
        {{ dimensions | join(', ') }},
        product_id,
        periods,
        sum(case when is_refund then 0 else line_amount end) as sales,
        sum(case when is_refund then line_amount else 0 end) as refunds,
        sum(case when not is_refund then quantity end) as units,
        count(case when not is_refund then 1 end) as purchase_lines,
        count(case when not is_refund and quantity is null then 1 end) as lines_without_units
    from {{ ref('customer_segmentation', 'int_lines_compared') }}
    group by customer_id, {{ dimensions | join(', ') }}, product_id, periods

),

-- a customer of two members of a dimension may be lost to the one and stay with the other
members as (

    {% for dimension in dimensions -%}
    select
        '{{ dimension }}' as dimension,
        {{ dimension }} as member,
        product_id,
        periods,
        {{ sums | join(', ') }},
        bit_or(case when purchase_lines > 0 then periods else 0 end)
            over (partition by {{ dimension }}, customer_id) as bought_in
    from customers
    {% if not loop.last %}union all{% endif %}
    {% endfor %}

),

-- customers who bought in the same periods are alike
summed as (

    select
        dimension,
        member,
        product_id,
        periods,
        bought_in,
        {% for sum in sums -%}
        sum({{ sum }}) as {{ sum }}{{ ',' if not loop.last }}
        {% endfor %}
    from members
    group by dimension, member, product_id, periods, bought_in

)

select * from summed
