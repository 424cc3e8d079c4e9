{%- set dimensions = ['profile', 'account_manager', 'country', 'product_line'] -%}
{%- set places = dimensions | join(', ') -%}
with

lines as (

    select
        customer_id,
        order_id,
        {{ places }},
        bit_or(periods) as periods
    from {{ ref('customer_segmentation', 'int_lines_compared') }}
    where not is_refund
    group by customer_id, order_id, {{ places }}

),

-- an order with lines in two members is an order of both
orders as (

    {% for dimension in dimensions -%}
    select
        '{{ dimension }}' as dimension,
        {{ dimension }} as member,
        customer_id,
        bit_or(periods) as periods
    from lines
    group by customer_id, order_id, {{ dimension }}
    {% if not loop.last %}union all{% endif %}
    {% endfor %}

),

customers as (

    select
        dimension,
        member,
        customer_id,
        periods,
        count(*) as orders,
        -- one of the rows stands for the customer
        case
            when periods = min(periods) over (partition by dimension, member, customer_id) then 1
            else 0
        end as customers,
        bit_or(periods) over (partition by dimension, member, customer_id) as bought_in
    from orders
    group by dimension, member, customer_id, periods

),

summed as (

    select
        dimension,
        member,
        periods,
        bought_in,
        cast(sum(orders) as bigint) as orders,
        cast(sum(customers) as bigint) as customers
    from customers
    group by dimension, member, periods, bought_in

)

select * from summed
