with

actions as (

    select
        scheme,
        segment,
        action_rank,
        action,
        channel,
        owner,
        goal,
        review_after_days
    from {{ ref('customer_segmentation', 'int_segment_actions') }}

)

select * from actions
