{%- set columns = {
    'country': 'lines.country',
    'deal_size': 'lines.deal_size',
    'product': 'lines.product_id',
    'product_line': 'products.product_line',
} -%}
{%- set dimensions = columns | list + ['weekday', 'order_status'] -%}
{%- set monday = dbt.date_trunc('week', 'lines.ordered_on') -%}
with

-- a mart, because the lines with their deal size are in no other place
lines as (

    select * from {{ ref('customer_segmentation', 'fct_order_lines') }}

),

products as (

    select * from {{ ref('customer_segmentation', 'stg_segmentation__products') }}

),

-- a line that doesn't count has a status and is no member of another dimension
placed as (

    select
        lines.customer_id,
        lines.order_id,
        {% for dimension, column in columns.items() -%}
        case when lines.is_counted then coalesce({{ column }}, 'unknown') end as {{ dimension }},
        {% endfor -%}
        case
            when lines.is_counted then cast(
                {{ dbt.datediff(monday, 'lines.ordered_on', 'day') }} + 1
                as {{ dbt.type_string() }}
            )
        end as weekday,
        coalesce(lines.order_status, 'unknown') as order_status,
        lines.quantity,
        lines.line_amount,
        lines.is_refund
    from lines
    left join products
        on coalesce(lines.product_id, 'unknown') = products.product_id

),

-- orders first and customers then, so that no order and no customer counts twice in a member
orders as (

    select
        customer_id,
        case
            {% for dimension in dimensions -%}
            when {{ dimension }} is not null then '{{ dimension }}'
            {% endfor -%}
        end as dimension,
        coalesce({{ dimensions | join(', ') }}) as member,
        max(case when is_refund then 0 else 1 end) as orders,
        count(*) as order_lines,
        sum(quantity) as units,
        sum(line_amount) as revenue
    from placed
    group by
        grouping sets (
            {% for dimension in dimensions -%}
            (customer_id, order_id, {{ dimension }})
            {%- if not loop.last %},{% endif %}
            {% endfor %}
        )

),

customers as (

    select
        dimension,
        member,
        max(orders) as customers,
        sum(orders) as orders,
        sum(order_lines) as order_lines,
        sum(units) as units,
        sum(revenue) as revenue
    from orders
    where member is not null
    group by customer_id, dimension, member

),

grouped as (

    select
        dimension,
        member,
        cast(sum(orders) as bigint) as orders,
        cast(sum(order_lines) as bigint) as order_lines,
        cast(sum(customers) as bigint) as customers,
        cast(sum(units) as {{ quantity_type() }}) as units,
        cast(sum(revenue) as {{ money_type() }}) as revenue
    from customers
    group by dimension, member

)

select * from grouped
