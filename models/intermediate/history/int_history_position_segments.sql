-- depends_on: {{ ref("customer_segmentation", "int_rule_problems") }}
-- depends_on: {{ ref("customer_segmentation", "int_rule_map_problems") }}

with

examples as (

    select * from {{ ref('customer_segmentation', 'int_history_examples') }}

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

positions as (

    select * from joined

),

{{ rules_of_positions() }},

segmented as (

    select
        scheme,
        position,
        segment,
        segment_rank
    from positioned

)

select * from segmented
