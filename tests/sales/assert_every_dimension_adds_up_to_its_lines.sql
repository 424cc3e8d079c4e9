-- the order status covers all accepted lines, every other dimension the counted ones
with

lines as (

    {% for dimension in [
        'country', 'deal_size', 'order_status', 'product', 'product_line', 'weekday'
    ] -%}
    select
        '{{ dimension }}' as dimension,
        count(*) as order_lines,
        sum(quantity) as units,
        sum(line_amount) as revenue
    from {{ ref('customer_segmentation', 'fct_order_lines') }}
    {% if dimension != 'order_status' -%}
    where is_counted
    {% endif -%}
    having count(*) > 0
    {%- if not loop.last %}
    union all
    {%- endif %}
    {% endfor %}

),

members as (

    select
        dimension,
        sum(order_lines) as order_lines,
        sum(units) as units,
        sum(revenue) as revenue
    from {{ ref('customer_segmentation', 'fct_sales_by_dimension') }}
    group by dimension

)

select
    coalesce(lines.dimension, members.dimension) as dimension,
    members.order_lines,
    lines.order_lines as accepted_lines
from lines
full outer join members
    on lines.dimension = members.dimension
where
    lines.dimension is null
    or members.dimension is null
    or members.order_lines <> lines.order_lines
    or coalesce(members.units, 0) <> coalesce(lines.units, 0)
    or members.revenue <> lines.revenue
