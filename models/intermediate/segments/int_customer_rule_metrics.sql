with

customers as (

    select * from {{ ref('customer_segmentation', 'int_customers_measured') }}

),

scores as (

    select * from {{ ref('customer_segmentation', 'int_customers_scored') }}

),

bounds as (

    select * from {{ ref('customer_segmentation', 'int_rule_bounds') }}

),

{{ metrics_of_customers() }},

positioned as (

    select
        joined.*,
        {{ position('joined', 'bounds') }} as position
    from joined
    cross join bounds

)

select * from positioned
