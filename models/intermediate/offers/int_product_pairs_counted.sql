with

bought as (

    select * from {{ ref('customer_segmentation', 'int_customer_product_lines') }}
    where product_line <> 'unknown'

),

-- each order is a basket, and all that a customer ever bought is one too
baskets as (

    select
        bought.profile,
        bought.customer_id,
        lines.order_id,
        bought.product_line,
        bought.line_number,
        0 as customers,
        1 as orders,
        0 as revenue
    from bought
    inner join {{ ref('customer_segmentation', 'int_order_lines_counted') }} as lines
        on
            bought.customer_id = lines.customer_id
            and bought.product_line = lines.product_line
    where lines.is_purchase
    group by
        bought.profile, bought.customer_id, lines.order_id, bought.product_line, bought.line_number
    union all
    select
        profile,
        customer_id,
        'all orders' as order_id,
        product_line,
        line_number,
        1 as customers,
        0 as orders,
        revenue
    from bought

),

compared as (

    select * from baskets
    where line_number is not null

),

-- a basket with several product lines is one basket
held as (

    select
        profile,
        customers,
        orders
    from baskets
    group by profile, customer_id, order_id, customers, orders

),

-- by profile first: a pair of lines is then a few hundred rows for any number of customers
counted as (

    select
        lines.profile,
        lines.product_line,
        others.product_line as other_product_line,
        sum(lines.customers) as customers,
        sum(lines.orders) as orders,
        sum(lines.revenue) as revenue
    from compared as lines
    inner join compared as others
        on
            lines.customer_id = others.customer_id
            and lines.order_id = others.order_id
            and lines.orders = others.orders
    group by lines.profile, lines.product_line, others.product_line
    union all
    select
        profile,
        null as product_line,
        null as other_product_line,
        sum(customers) as customers,
        sum(orders) as orders,
        0 as revenue
    from held
    group by profile

),

pairs as (

    select
        profiles.scheme,
        profiles.segment,
        counted.product_line,
        counted.other_product_line,
        cast(sum(counted.customers) as bigint) as customers_with_both,
        cast(sum(counted.orders) as bigint) as orders_with_both,
        cast(sum(counted.revenue) as {{ type_of('money') }}) as revenue
    from counted
    inner join {{ ref('customer_segmentation', 'int_segment_profiles') }} as profiles
        on counted.profile = profiles.profile
    group by profiles.scheme, profiles.segment, counted.product_line, counted.other_product_line

)

select * from pairs
