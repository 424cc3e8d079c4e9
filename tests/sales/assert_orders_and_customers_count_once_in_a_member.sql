-- where the line itself names the member, or its customer the country, counted from the lines
with

lines as (

    {% for dimension, column in {
        'country': 'coalesce(lines.country, customers.country)',
        'deal_size': 'lines.deal_size',
        'order_status': 'lines.order_status',
        'product': 'lines.product_id',
    }.items() -%}
    select
        '{{ dimension }}' as dimension,
        coalesce({{ column }}, 'unknown') as member,
        lines.customer_id,
        lines.order_id
    from {{ ref('customer_segmentation', 'fct_order_lines') }} as lines
    inner join {{ ref('customer_segmentation', 'dim_customers') }} as customers
        on lines.customer_id = customers.customer_id
    where
        lines.is_purchase
        {% if dimension == 'order_status' -%}
        or not (lines.is_refund or lines.is_counted)
        {% endif -%}
    group by coalesce({{ column }}, 'unknown'), lines.customer_id, lines.order_id
    {%- if not loop.last %}
    union all
    {%- endif %}
    {% endfor %}

),

counted as (

    select
        dimension,
        member,
        count(*) as orders,
        count(distinct customer_id) as customers
    from lines
    group by dimension, member

),

members as (

    select * from {{ ref('customer_segmentation', 'fct_sales_by_dimension') }}
    where dimension in ('country', 'deal_size', 'order_status', 'product')

)

select
    coalesce(members.dimension, counted.dimension) as dimension,
    coalesce(members.member, counted.member) as member,
    members.orders,
    members.customers
from members
full outer join counted
    on
        members.dimension = counted.dimension
        and members.member = counted.member
where
    members.dimension is null
    or members.orders <> coalesce(counted.orders, 0)
    or members.customers <> coalesce(counted.customers, 0)
