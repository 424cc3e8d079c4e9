with

customers as (

    select * from {{ ref('customer_segmentation', 'int_customers_totalled') }}

),

rhythms as (

    select * from {{ ref('customer_segmentation', 'int_customer_rhythms') }}

),

{{ measures_of_customers() }}

select * from measured
