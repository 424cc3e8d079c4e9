with

reasons as (

    select
        reason,
        column_name,
        allowed,
        description
    from {{ ref('customer_segmentation', 'rejection_reasons') }}

)

select * from reasons
