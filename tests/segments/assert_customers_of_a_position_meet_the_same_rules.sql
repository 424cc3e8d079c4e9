{{ config(enabled=(project_name == 'customer_segmentation')) }}

-- the rules matched customer by customer, which is what positions spare
with

customers as (

    select * from {{ ref('customer_segmentation', 'int_customers_positioned') }}

),

rules as (

    select * from {{ ref('customer_segmentation', 'int_segment_rules_pivoted') }}

),

positions as (

    select * from {{ ref('customer_segmentation', 'int_segment_positions') }}

),

met as (

    select
        rules.scheme,
        customers.customer_id,
        customers.position,
        min(rules.priority) as rule_priority
    from customers
    inner join rules
        on {{ holds('customers', 'rules') }}
    group by rules.scheme, customers.customer_id, customers.position

)

select
    met.scheme,
    met.customer_id,
    met.position,
    met.rule_priority,
    positions.rule_priority as rule_priority_of_position
from met
inner join positions
    on
        met.scheme = positions.scheme
        and met.position = positions.position
where positions.rule_priority <> met.rule_priority
