with

order_lines as (

    select * from {{ ref('customer_segmentation', 'int_order_product_lines') }}

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

-- what each line has, and, without a line, who and what has any
counted as (

    select
        profiles.profile,
        bought.product_line,
        count(*) as customers,
        0 as orders,
        sum(bought.revenue) as revenue
    from {{ ref('customer_segmentation', 'int_customer_product_lines') }} as bought
    inner join {{ ref('customer_segmentation', 'int_customer_profiles') }} as profiles
        on bought.customer_id = profiles.customer_id
    group by profiles.profile, bought.product_line
    union all
    select
        profile,
        product_line,
        0 as customers,
        count(*) as orders,
        0 as revenue
    from order_lines
    group by profile, product_line
    union all
    select
        profile,
        null as product_line,
        count(distinct customer_id) as customers,
        count(*) as orders,
        0 as revenue
    from orders
    group by profile

),

segments as (

    select
        profiles.scheme,
        profiles.segment,
        counted.product_line,
        cast(sum(counted.customers) as bigint) as customers,
        cast(sum(counted.orders) as bigint) as orders,
        cast(sum(counted.revenue) as {{ type_of('money') }}) as revenue
    from counted
    inner join {{ ref('customer_segmentation', 'int_segment_profiles') }} as profiles
        on counted.profile = profiles.profile
    group by profiles.scheme, profiles.segment, counted.product_line

),

shared as (

    select
        segments.scheme,
        segments.segment,
        segments.product_line,
        buyers.customers,
        buyers.orders,
        segments.customers as customers_with_line,
        segments.orders as orders_with_line,
        segments.revenue
    from segments
    inner join {{ ref('customer_segmentation', 'int_product_lines_compared') }} as compared
        on segments.product_line = compared.product_line
    inner join segments as buyers
        on
            segments.scheme = buyers.scheme
            and segments.segment = buyers.segment
            and buyers.product_line is null

)

select * from shared
