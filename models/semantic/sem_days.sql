with

days as (

    select date_day from {{ ref('customer_segmentation', 'dim_dates') }}

)

select * from days
