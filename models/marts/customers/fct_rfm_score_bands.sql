with

bands as (

    select * from {{ ref('customer_segmentation', 'int_score_bands') }}

)

select * from bands
