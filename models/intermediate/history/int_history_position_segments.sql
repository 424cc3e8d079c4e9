-- depends_on: {{ ref("customer_segmentation", "int_rule_problems") }}
-- depends_on: {{ ref("customer_segmentation", "int_rule_map_problems") }}

with

examples as (

    select * from {{ ref('customer_segmentation', 'int_history_examples') }}

),

rules as (

    select
        rules.*,
        segments.segment_rank
    from {{ ref('customer_segmentation', 'int_segment_rules_pivoted') }} as rules
    inner join {{ ref('customer_segmentation', 'int_schemes') }} as schemes
        on rules.scheme = schemes.scheme
    inner join {{ ref('customer_segmentation', 'int_segments') }} as segments
        on
            rules.scheme = segments.scheme
            and rules.segment = segments.segment
    where schemes.is_assigned

),

-- no rule can tell customers of one position apart, so one of them stands for all
customers as (

    select
        measured.*,
        examples.position
    from {{ ref('customer_segmentation', 'int_history_measured') }} as measured
    inner join examples
        on
            measured.as_of_date = examples.as_of_date
            and measured.customer_id = examples.customer_id

),

scores as (

    select * from {{ ref('customer_segmentation', 'int_history_scored') }}

),

{{ metrics_of_customers(['as_of_date', 'customer_id']) }},

matched as (

    select
        rules.scheme,
        joined.position,
        min(rules.priority) as rule_priority
    from joined
    inner join rules
        on {{ holds('joined', 'rules') }}
    group by rules.scheme, joined.position

),

segmented as (

    select
        matched.scheme,
        matched.position,
        rules.segment,
        rules.segment_rank
    from matched
    inner join rules
        on
            matched.scheme = rules.scheme
            and matched.rule_priority = rules.priority

)

select * from segmented
