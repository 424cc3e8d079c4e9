{% set splits = ['country', 'deal_size', 'order_status', 'product', 'product_line', 'weekday'] -%}
{%- set row = 'dimension, member, month_starts_on' -%}
{%- set amounts = {
    'units': type_of('quantity'), 'revenue': type_of('money'), 'purchases': type_of('money'),
    'costed_purchases': type_of('money'), 'costed_revenue': type_of('money'),
    'cost': 'decimal(28, 4)',
} -%}
with

placed as (

    select * from {{ ref('customer_segmentation', 'int_lines_placed') }}

),

-- amounts need neither orders nor customers
sums as (

    {% for dimension in splits -%}
    select
        '{{ dimension }}' as dimension,
        {{ dimension }} as member,
        month_starts_on,
        sum(quantity) as units,
        sum(line_amount) as revenue,
        sum(case when is_refund then 0 else line_amount end) as purchases,
        sum(case when not is_refund and cost is not null then line_amount else 0 end)
            as costed_purchases,
        sum(case when cost is not null then line_amount end) as costed_revenue,
        sum(cost) as cost,
        count(*) as order_lines
    from placed
    {{ 'where is_counted' if dimension != 'order_status' }}
    group by {{ dimension }}, month_starts_on
    {% if not loop.last %}union all{% endif %}
    {% endfor %}

),

-- orders first and customers then, so that neither counts twice in a member. The window as a whole
-- has no month; of a month are the orders that began in it
orders as (

    {% for dimension in splits -%}
    {%- set is_order = 'is_begun' if dimension == 'weekday' else 'is_order' -%}
    {% for month in [none, 'month_starts_on'] -%}
    select
        '{{ dimension }}' as dimension,
        {{ dimension }} as member,
        {{ month or 'cast(null as date)' }} as month_starts_on,
        customer_id
    from placed
    where
        {{ is_order }}
        {{ 'and is_counted' if dimension != 'order_status' }}
        {{ 'and is_month_of_order' if month }}
    group by customer_id, order_id, {{ dimension }}{{ ', ' ~ month if month }}
    {% if not loop.last %}union all{% endif %}
    {% endfor -%}
    {% if not loop.last %}union all{% endif %}
    {% endfor %}

),

customers as (

    select
        dimension,
        member,
        month_starts_on,
        count(*) as orders
    from orders
    group by dimension, member, month_starts_on, customer_id

),

combined as (

    select
        {{ row }},
        orders,
        1 as customers,
        {% for amount in amounts -%}
        null as {{ amount }},
        {% endfor -%}
        0 as order_lines
    from customers
    {% for month in ['month_starts_on', 'null'] -%}
    union all
    select
        dimension,
        member,
        {{ month }} as month_starts_on,
        0 as orders,
        0 as customers,
        {{ amounts | join(', ') }},
        order_lines
    from sums
    {% endfor %}

),

grouped as (

    select
        {{ row }},
        cast(sum(orders) as bigint) as orders,
        cast(sum(customers) as bigint) as customers,
        {% for amount, type in amounts.items() -%}
        cast(sum({{ amount }}) as {{ type }}) as {{ amount }},
        {% endfor -%}
        cast(sum(order_lines) as bigint) as order_lines
    from combined
    group by {{ row }}

)

select * from grouped
