with

checks as (

    select
        check_name,
        input_name,
        description,
        found,
        advice
    from {{ ref('customer_segmentation', 'input_checks') }}

)

select * from checks
