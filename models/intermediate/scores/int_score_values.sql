with

customers as (

    select * from {{ ref('customer_segmentation', 'int_customers_measured') }}

),

{{ values_of_customers() }}

select * from valued
