-- a rule without a condition has nothing else to say; one with conditions says which they are
with

rules as (

    select
        scheme,
        priority,
        count(metric) as conditions
    from {{ ref('customer_segmentation', 'stg_segmentation__segment_rules') }}
    group by scheme, priority

)

select
    customers.scheme,
    customers.customer_id,
    customers.reason,
    rules.conditions
from {{ ref('customer_segmentation', 'fct_customer_segments') }} as customers
inner join rules
    on
        customers.scheme = rules.scheme
        and customers.rule_priority = rules.priority
where
    (rules.conditions = 0 and customers.reason not like 'no earlier rule holds%')
    or (rules.conditions > 0 and customers.reason like 'no earlier rule holds%')
