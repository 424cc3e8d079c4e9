-- depends_on: {{ ref("customer_segmentation", "int_rule_problems") }}
-- depends_on: {{ ref("customer_segmentation", "int_rule_map_problems") }}

with

customers as (

    select * from {{ ref('customer_segmentation', 'int_history_measured') }}

),

scores as (

    select * from {{ ref('customer_segmentation', 'int_history_scored') }}

),

{{ metrics_of_customers(['as_of_date', 'customer_id']) }},

rules as (

    select rules.*
    from {{ ref('customer_segmentation', 'int_segment_rules_pivoted') }} as rules
    inner join {{ ref('customer_segmentation', 'int_schemes') }} as schemes
        on rules.scheme = schemes.scheme
    where schemes.is_assigned

),

attributes as (

    select * from {{ ref('customer_segmentation', 'stg_segmentation__customers') }}

),

matched as (

    select
        joined.as_of_date,
        rules.scheme,
        joined.customer_id,
        min(rules.priority) as rule_priority
    from joined
    inner join rules
        on {{ holds('joined', 'rules') }}
    group by joined.as_of_date, rules.scheme, joined.customer_id

),

segmented as (

    select
        matched.as_of_date,
        matched.scheme,
        matched.customer_id,
        rules.segment
    from matched
    inner join rules
        on
            matched.scheme = rules.scheme
            and matched.rule_priority = rules.priority
    union all
    -- the business keeps no history of its own groups: today's group stands for the earlier one
    select
        customers.as_of_date,
        'customer_group' as scheme,
        customers.customer_id,
        coalesce(attributes.customer_group, 'unknown') as segment
    from customers
    left join attributes
        on customers.customer_id = attributes.customer_id
    where {{ 'true' if has_customer_groups() else 'false' }}

)

select * from segmented
