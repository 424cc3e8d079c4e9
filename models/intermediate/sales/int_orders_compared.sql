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

sides as (

    select
        customers.*,
        comparisons.before_bit,
        {{ buyer_status('customers.bought_in', 'comparisons') }} as status,
        (customers.periods & comparisons.before_bit) > 0 as is_before,
        (customers.periods & comparisons.after_bit) > 0 as is_after
    from customers
    inner join {{ ref('customer_segmentation', 'int_periods_compared') }} as comparisons
        on (customers.bought_in & (comparisons.before_bit + comparisons.after_bit)) > 0

),

summed as (

    select
        dimension,
        member,
        before_bit,
        status,
        cast(sum(case when is_before then orders else 0 end) as bigint) as orders_before,
        cast(sum(case when is_after then orders else 0 end) as bigint) as orders_after,
        cast(sum(customers) as bigint) as customers
    from sides
    group by dimension, member, before_bit, status

)

select * from summed
