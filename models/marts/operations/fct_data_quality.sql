-- rebuilt from the log, then brought up to date at the end of every run by show_runs()
with

recorded as (

    select * from {{ ref('customer_segmentation', 'stg_segmentation__data_quality') }}

)

select * from recorded
