with

profiles as (

    select * from {{ ref('customer_segmentation', 'int_segment_profiles') }}
    where scheme <> 'all'

),

-- by profile first, so that no customer's month is multiplied by the number of schemes
profile_months as (

    select
        customers.profile,
        customer_months.month_starts_on,
        sum(customer_months.orders) as orders,
        sum(customer_months.order_lines) as order_lines,
        count(case when customer_months.is_buyer then 1 end) as customers,
        sum(customer_months.units) as units,
        sum(customer_months.revenue) as revenue
    from {{ ref('customer_segmentation', 'int_customer_months') }} as customer_months
    inner join {{ ref('customer_segmentation', 'int_customer_profiles') }} as customers
        on customer_months.customer_id = customers.customer_id
    group by customers.profile, customer_months.month_starts_on

),

grouped as (

    select
        profiles.scheme,
        profiles.segment,
        profile_months.month_starts_on,
        sum(profile_months.orders) as orders,
        sum(profile_months.order_lines) as order_lines,
        sum(profile_months.customers) as customers,
        sum(profile_months.units) as units,
        sum(profile_months.revenue) as revenue
    from profile_months
    inner join profiles
        on profile_months.profile = profiles.profile
    group by profiles.scheme, profiles.segment, profile_months.month_starts_on

)

select * from grouped
