with

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

segment_months as (

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
    inner join {{ ref('customer_segmentation', 'int_segment_profiles') }} as profiles
        on profile_months.profile = profiles.profile
    where profiles.scheme <> 'all'
    group by profiles.scheme, profiles.segment, profile_months.month_starts_on

),

segments as (

    select
        scheme,
        segment
    from segment_months
    group by scheme, segment

),

-- a month in which the segment bought nothing is a zero, so that a chart has no holes
filled as (

    select
        segments.scheme,
        segments.segment,
        months.month_starts_on as month,
        months.is_complete_month,
        cast(coalesce(segment_months.orders, 0) as bigint) as orders,
        cast(coalesce(segment_months.order_lines, 0) as bigint) as order_lines,
        cast(coalesce(segment_months.customers, 0) as bigint) as customers,
        cast(
            case when segment_months.order_lines is null then 0 else segment_months.units end
            as {{ type_of('quantity') }}
        ) as units,
        cast(coalesce(segment_months.revenue, 0) as {{ type_of('money') }}) as revenue
    from segments
    cross join {{ ref('customer_segmentation', 'int_sales_months') }} as months
    left join segment_months
        on
            segments.scheme = segment_months.scheme
            and segments.segment = segment_months.segment
            and months.month_starts_on = segment_months.month_starts_on

),

shared as (

    select
        *,
        {{ ratio('revenue', 'orders', setting('amount_decimals')) }} as average_order_value,
        {{ ratio(
            'greatest(revenue, 0)',
            'sum(greatest(revenue, 0)) over (partition by scheme, month)',
        ) }} as revenue_share
    from filled

)

select * from shared
