with

customers as (

    select customer_id from {{ ref('customer_segmentation', 'int_customers_measured') }}

),

segmented as (

    select
        customer_id,
        {{ joined_text("scheme || '=' || segment", 'scheme', '; ') }} as profile
    from {{ ref('customer_segmentation', 'int_customers_segmented') }}
    group by customer_id

),

-- who is in no scheme, because none is assigned, still counts in the totals
profiled as (

    select
        customers.customer_id,
        coalesce(segmented.profile, 'none') as profile
    from customers
    left join segmented
        on customers.customer_id = segmented.customer_id

)

select * from profiled
