with

customers as (

    select * from {{ ref('customer_segmentation', 'int_history_measured') }}

),

scores as (

    select * from {{ ref('customer_segmentation', 'int_history_scored') }}

),

bounds as (

    select * from {{ ref('customer_segmentation', 'int_rule_bounds') }}

),

{{ metrics_of_customers(['as_of_date', 'customer_id']) }},

positioned as (

    select
        joined.as_of_date,
        joined.customer_id,
        {{ position('joined', 'bounds') }} as position,
        joined.recency_score,
        joined.frequency_score,
        joined.monetary_score,
        joined.revenue
    from joined
    cross join bounds

)

select * from positioned
