with

profiles as (

    select
        profile,
        min(customer_id) as customer_id
    from {{ ref('customer_segmentation', 'int_customer_profiles') }}
    group by profile

),

segmented as (

    select
        scheme,
        segment,
        customer_id
    from {{ ref('customer_segmentation', 'int_customers_segmented') }}

),

-- customers of a profile are alike in every scheme, so that one of them stands for all
unfolded as (

    select
        profiles.profile,
        segmented.scheme,
        segmented.segment
    from profiles
    inner join segmented
        on profiles.customer_id = segmented.customer_id
    union all
    select
        profile,
        'all' as scheme,
        'all' as segment
    from profiles

)

select * from unfolded
