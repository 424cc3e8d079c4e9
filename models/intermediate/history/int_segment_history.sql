with

followed as (

    select * from {{ ref('customer_segmentation', 'int_segment_history_by_rule') }}
    union all
    select * from {{ ref('customer_segmentation', 'int_segment_history_by_group') }}

)

select * from followed
