-- depends_on: {{ ref("customer_segmentation", "int_rule_problems") }}
-- depends_on: {{ ref("customer_segmentation", "int_rule_map_problems") }}

with

customers as (

    select * from {{ ref('customer_segmentation', 'int_customer_rule_metrics') }}

),

rules as (

    select rules.*
    from {{ ref('customer_segmentation', 'int_segment_rules_pivoted') }} as rules
    inner join {{ ref('customer_segmentation', 'int_schemes') }} as schemes
        on rules.scheme = schemes.scheme
    where schemes.is_assigned

),

matched as (

    select
        rules.scheme,
        customers.customer_id,
        min(rules.priority) as rule_priority
    from customers
    inner join rules
        on {{ holds('customers', 'rules') }}
    group by rules.scheme, customers.customer_id

),

explained as (

    select
        matched.scheme,
        matched.customer_id,
        rules.segment,
        {{ reason('customers', 'rules') }} as reason,
        matched.rule_priority
    from matched
    inner join customers
        on matched.customer_id = customers.customer_id
    inner join rules
        on
            matched.scheme = rules.scheme
            and matched.rule_priority = rules.priority

)

select * from explained
