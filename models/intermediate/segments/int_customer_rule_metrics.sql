with

customers as (

    select * from {{ ref('customer_segmentation', 'int_customers_measured') }}

),

scores as (

    select * from {{ ref('customer_segmentation', 'int_customers_scored') }}

),

{{ metrics_of_customers() }}

select * from joined
