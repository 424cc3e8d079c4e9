with

-- orders first, so that an order with two lines of one product counts once
orders as (

    select
        customer_id,
        product_id,
        max(case when is_purchase then 1 else 0 end) as orders,
        count(*) as order_lines,
        sum(quantity) as units,
        sum(line_amount) as revenue
    from {{ ref('customer_segmentation', 'int_order_lines_counted') }}
    group by customer_id, order_id, product_id

),

customers as (

    select
        customer_id,
        product_id,
        max(orders) as customers,
        sum(orders) as orders,
        sum(order_lines) as order_lines,
        sum(units) as units,
        sum(revenue) as revenue
    from orders
    group by customer_id, product_id

),

-- by profile before, so that no customer's product is multiplied by the number of schemes
profiles as (

    select
        customer_profiles.profile,
        customers.product_id,
        sum(customers.customers) as customers,
        sum(customers.orders) as orders,
        sum(customers.order_lines) as order_lines,
        sum(customers.units) as units,
        sum(customers.revenue) as revenue
    from customers
    inner join {{ ref('customer_segmentation', 'int_customer_profiles') }} as customer_profiles
        on customers.customer_id = customer_profiles.customer_id
    group by customer_profiles.profile, customers.product_id

),

segments as (

    select
        segment_profiles.scheme,
        segment_profiles.segment,
        profiles.product_id,
        cast(sum(profiles.orders) as bigint) as orders,
        cast(sum(profiles.order_lines) as bigint) as order_lines,
        cast(sum(profiles.customers) as bigint) as customers,
        cast(sum(profiles.units) as {{ type_of('quantity') }}) as units,
        cast(sum(profiles.revenue) as {{ type_of('money') }}) as revenue
    from profiles
    inner join {{ ref('customer_segmentation', 'int_segment_profiles') }} as segment_profiles
        on profiles.profile = segment_profiles.profile
    where segment_profiles.scheme <> 'all'
    group by segment_profiles.scheme, segment_profiles.segment, profiles.product_id

),

totalled as (

    select
        *,
        sum(greatest(revenue, 0)) over (partition by scheme, segment) as positive_revenue,
        rank() over (partition by scheme, segment order by revenue desc) as revenue_rank
    from segments

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
    left join {{ ref('customer_segmentation', 'stg_segmentation__products') }} as products
        on totalled.product_id = products.product_id

)

select * from ranked
