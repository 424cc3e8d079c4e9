{%- set totals = [
    'orders', 'order_lines', 'priced_lines', 'units', 'unit_price_total', 'revenue',
    'is_repeat_customer',
] -%}
with

customers as (

    select * from {{ ref('customer_segmentation', 'int_customers_positioned') }}

),

positions as (

    select
        scheme,
        position,
        segment,
        rule_priority
    from {{ ref('customer_segmentation', 'int_segment_positions') }}

),

rules as (

    select * from {{ ref('customer_segmentation', 'int_segment_rules_pivoted') }}

),

grouped as (

    select * from {{ ref('customer_segmentation', 'int_customers_grouped') }}

),

segments as (

    select * from {{ ref('customer_segmentation', 'int_segments') }}

),

matched as (

    select
        positions.scheme,
        customers.customer_id,
        customers.as_of_date,
        positions.segment,
        {{ reason('customers', 'rules') }} as reason,
        positions.rule_priority,
        {% for column in totals -%}
        customers.{{ column }}{% if not loop.last %},{% endif %}
        {% endfor %}
    from customers
    inner join positions
        on customers.position = positions.position
    inner join rules
        on
            positions.scheme = rules.scheme
            and positions.rule_priority = rules.priority
    union all
    select
        'customer_group' as scheme,
        customers.customer_id,
        customers.as_of_date,
        grouped.customer_group as segment,
        case grouped.customer_group
            when 'unknown' then 'the customer has no customer group'
            else 'customer group is ' || grouped.customer_group
        end as reason,
        cast(null as integer) as rule_priority,
        {% for column in totals -%}
        customers.{{ column }}{% if not loop.last %},{% endif %}
        {% endfor %}
    from grouped
    inner join customers
        on grouped.customer_id = customers.customer_id

),

explained as (

    select
        matched.*,
        segments.segment_name,
        segments.segment_rank,
        segments.action_group
    from matched
    inner join segments
        on
            matched.scheme = segments.scheme
            and matched.segment = segments.segment

)

select * from explained
