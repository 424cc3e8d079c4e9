with

customers as (

    select * from {{ ref('customer_segmentation', 'int_customer_rule_metrics') }}

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

explained as (

    select
        positions.scheme,
        customers.customer_id,
        positions.segment,
        {{ reason('customers', 'rules') }} as reason,
        positions.rule_priority
    from customers
    inner join positions
        on customers.position = positions.position
    inner join rules
        on
            positions.scheme = rules.scheme
            and positions.rule_priority = rules.priority

)

select * from explained
