{% set splits = ['country', 'deal_size', 'order_status', 'product', 'product_line', 'weekday'] -%}
{%- set monday = dbt.date_trunc('week', 'lines.ordered_on') -%}
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
        lines.quantity,
        lines.line_amount,
        lines.is_counted,
        lines.is_purchase or not (lines.is_counted or lines.is_refund) as is_order,
        lines.is_purchase and lines.ordered_on = lines.order_placed_on as is_begun
    -- a mart, because the lines with their deal size are in no other place
    from {{ ref('customer_segmentation', 'fct_order_lines') }} as lines
    left join {{ ref('customer_segmentation', 'stg_segmentation__products') }} as products
        on coalesce(lines.product_id, 'unknown') = products.product_id
    left join {{ ref('customer_segmentation', 'dim_customers') }} as buyers
        on lines.customer_id = buyers.customer_id

),

-- orders first and customers then, so that neither counts twice in a member
orders as (

    {% for dimension in splits -%}
    select
        '{{ dimension }}' as dimension,
        {{ dimension }} as member,
        customer_id,
        max(case when {{ 'is_begun' if dimension == 'weekday' else 'is_order' }} then 1 else 0 end)
            as orders,
        count(*) as order_lines,
        sum(quantity) as units,
        sum(line_amount) as revenue
    from placed
    {% if dimension != 'order_status' -%}
    where is_counted
    {% endif -%}
    group by customer_id, order_id, {{ dimension }}
    {%- if not loop.last %}
    union all
    {%- endif %}
    {% endfor %}

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
    group by dimension, member, customer_id

),

grouped as (

    select
        dimension,
        member,
        cast(sum(orders) as bigint) as orders,
        cast(sum(order_lines) as bigint) as order_lines,
        cast(sum(customers) as bigint) as customers,
        cast(sum(units) as {{ type_of('quantity') }}) as units,
        cast(sum(revenue) as {{ type_of('money') }}) as revenue
    from customers
    group by dimension, member

)

select * from grouped
