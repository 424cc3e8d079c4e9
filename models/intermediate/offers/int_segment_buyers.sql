with

order_lines as (

    select * from {{ ref('customer_segmentation', 'int_order_product_lines') }}

),

segment_profiles as (

    select * from {{ ref('customer_segmentation', 'int_segment_profiles') }}

),

-- an order with several product lines is one order
orders as (

    select
        profile,
        customer_id,
        order_id
    from order_lines
    group by profile, customer_id, order_id

),

customers as (

    select
        profile,
        customer_id,
        count(*) as orders
    from orders
    group by profile, customer_id

),

profiles as (

    select
        profile,
        count(*) as customers,
        sum(orders) as orders
    from customers
    group by profile

),

unfolded as (

    select
        segment_profiles.scheme,
        segment_profiles.segment,
        cast(sum(profiles.customers) as bigint) as customers,
        cast(sum(profiles.orders) as bigint) as orders
    from profiles
    inner join segment_profiles
        on profiles.profile = segment_profiles.profile
    group by segment_profiles.scheme, segment_profiles.segment

)

select * from unfolded
