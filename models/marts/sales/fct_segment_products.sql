with

products as (

    select * from {{ ref('customer_segmentation', 'stg_segmentation__products') }}

),

profiles as (

    select * from {{ ref('customer_segmentation', 'int_segment_profiles') }}
    where scheme <> 'all'

),

-- by profile first, so that no customer's product is multiplied by the number of schemes
profile_products as (

    select
        customers.profile,
        customer_products.product_id,
        sum(customer_products.orders) as orders,
        sum(customer_products.order_lines) as order_lines,
        count(case when customer_products.orders > 0 then 1 end) as customers,
        sum(customer_products.units) as units,
        sum(customer_products.revenue) as revenue
    from {{ ref('customer_segmentation', 'int_customer_products') }} as customer_products
    inner join {{ ref('customer_segmentation', 'int_customer_profiles') }} as customers
        on customer_products.customer_id = customers.customer_id
    group by customers.profile, customer_products.product_id

),

grouped as (

    select
        profiles.scheme,
        profiles.segment,
        profile_products.product_id,
        cast(sum(profile_products.orders) as bigint) as orders,
        cast(sum(profile_products.order_lines) as bigint) as order_lines,
        cast(sum(profile_products.customers) as bigint) as customers,
        cast(sum(profile_products.units) as {{ type_of('quantity') }}) as units,
        cast(sum(profile_products.revenue) as {{ type_of('money') }}) as revenue
    from profile_products
    inner join profiles
        on profile_products.profile = profiles.profile
    group by profiles.scheme, profiles.segment, profile_products.product_id

),

totalled as (

    select
        *,
        sum(greatest(revenue, 0)) over (partition by scheme, segment) as positive_revenue,
        rank() over (partition by scheme, segment order by revenue desc) as revenue_rank
    from grouped

),

ranked as (

    select
        totalled.scheme,
        totalled.segment,
        totalled.product_id,
        products.product_name,
        coalesce(products.product_line, 'unknown') as product_line,
        totalled.orders,
        totalled.order_lines,
        totalled.customers,
        totalled.units,
        totalled.revenue,
        {{ ratio('totalled.revenue', 'totalled.orders', setting('amount_decimals')) }}
            as average_order_value,
        {{ ratio('greatest(totalled.revenue, 0)', 'totalled.positive_revenue') }} as revenue_share,
        cast(totalled.revenue_rank as integer) as revenue_rank
    from totalled
    left join products
        on totalled.product_id = products.product_id

)

select * from ranked
