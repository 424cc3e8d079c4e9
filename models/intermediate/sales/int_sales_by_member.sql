{% set splits = ['country', 'deal_size', 'order_status', 'product', 'product_line', 'weekday'] -%}
{%- set monday = dbt.date_trunc('week', 'lines.ordered_on') -%}
{%- set month = dbt.date_trunc('month', 'lines.ordered_on') -%}
{%- set month_of_order =
    dbt.date_trunc('month', 'coalesce(lines.order_placed_on, lines.ordered_on)')
-%}
{%- set amounts = {
    'units': type_of('quantity'), 'revenue': type_of('money'), 'purchases': type_of('money'),
    'costed_purchases': type_of('money'), 'costed_revenue': type_of('money'),
    'cost': 'decimal(28, 4)',
} -%}
with

-- a product that the catalogue itself calls unknown is the one of lines that name none
placed as (

    select
        lines.customer_id,
        lines.order_id,
        coalesce(lines.country, buyers.country, 'unknown') as country,
        coalesce(lines.deal_size, 'unknown') as deal_size,
        coalesce(lines.order_status, 'unknown') as order_status,
        coalesce(lines.product_id, 'unknown') as product,
        coalesce(products.product_line, 'unknown') as product_line,
        cast(
            {{ dbt.datediff(monday, 'lines.ordered_on', 'day') }} + 1 as {{ dbt.type_string() }}
        ) as weekday,
        cast({{ month }} as date) as month_starts_on,
        lines.quantity,
        lines.line_amount,
        lines.is_refund,
        lines.is_counted,
        lines.is_purchase or not (lines.is_counted or lines.is_refund) as is_order,
        lines.is_purchase and lines.ordered_on = lines.order_placed_on as is_begun,
        {{ month }} = {{ month_of_order }} as is_month_of_order,
        -- what was sent back was not used up, whichever sign its quantity has
        case
            when lines.is_refund then -abs(cast(lines.quantity as decimal(19, 3)))
            when lines.quantity >= 0 then cast(lines.quantity as decimal(19, 3))
        end * products.unit_cost as cost
    -- a mart, because the lines with their deal size are in no other place
    from {{ ref('customer_segmentation', 'fct_order_lines') }} as lines
    left join {{ ref('customer_segmentation', 'stg_segmentation__products') }} as products
        on coalesce(lines.product_id, 'unknown') = products.product_id
    left join {{ ref('customer_segmentation', 'dim_customers') }} as buyers
        on lines.customer_id = buyers.customer_id

),

-- orders first and customers then, so that neither counts twice in a member. The window as a whole
-- has no month; of a month are the orders that began in it
orders as (

    {% for dimension in splits -%}
    {%- set is_order = 'is_begun' if dimension == 'weekday' else 'is_order' -%}
    {% for month in [none, 'month_starts_on'] -%}
    {%- set in_month = ' and is_month_of_order' if month -%}
    select
        '{{ dimension }}' as dimension,
        {{ dimension }} as member,
        {{ month or 'cast(null as date)' }} as month_starts_on,
        customer_id,
        max(case when {{ is_order }}{{ in_month }} then 1 else 0 end) as orders,
        sum(quantity) as units,
        sum(line_amount) as revenue,
        sum(case when is_refund then 0 else line_amount end) as purchases,
        sum(case when not is_refund and cost is not null then line_amount else 0 end)
            as costed_purchases,
        sum(case when cost is not null then line_amount end) as costed_revenue,
        sum(cost) as cost,
        count(*) as order_lines
    from placed
    {% if dimension != 'order_status' -%}
    where is_counted
    {% endif -%}
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
        max(orders) as customers,
        sum(orders) as orders,
        {% for amount in amounts -%}
        sum({{ amount }}) as {{ amount }},
        {% endfor -%}
        sum(order_lines) as order_lines
    from orders
    group by dimension, member, month_starts_on, customer_id

),

grouped as (

    select
        dimension,
        member,
        month_starts_on,
        cast(sum(orders) as bigint) as orders,
        cast(sum(customers) as bigint) as customers,
        {% for amount, type in amounts.items() -%}
        cast(sum({{ amount }}) as {{ type }}) as {{ amount }},
        {% endfor -%}
        cast(sum(order_lines) as bigint) as order_lines
    from customers
    group by dimension, member, month_starts_on

)

select * from grouped
