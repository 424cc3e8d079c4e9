with

bought as (

    select * from {{ ref('customer_segmentation', 'int_customer_product_lines') }}

),

customer_profiles as (

    select * from {{ ref('customer_segmentation', 'int_customer_profiles') }}

),

order_lines as (

    select * from {{ ref('customer_segmentation', 'int_order_product_lines') }}

),

segment_profiles as (

    select * from {{ ref('customer_segmentation', 'int_segment_profiles') }}

),

compared as (

    select product_line from {{ ref('customer_segmentation', 'int_product_lines_compared') }}

),

orders as (

    select
        profile,
        product_line,
        count(*) as orders
    from order_lines
    group by profile, product_line

),

customers as (

    select
        customer_profiles.profile,
        bought.product_line,
        count(*) as customers,
        sum(bought.revenue) as revenue
    from bought
    inner join customer_profiles
        on bought.customer_id = customer_profiles.customer_id
    group by customer_profiles.profile, bought.product_line

),

unfolded as (

    select
        segment_profiles.scheme,
        segment_profiles.segment,
        customers.product_line,
        cast(sum(customers.customers) as bigint) as customers,
        cast(sum(orders.orders) as bigint) as orders,
        cast(sum(customers.revenue) as {{ type_of('money') }}) as revenue
    from customers
    inner join compared
        on customers.product_line = compared.product_line
    inner join orders
        on
            customers.profile = orders.profile
            and customers.product_line = orders.product_line
    inner join segment_profiles
        on customers.profile = segment_profiles.profile
    group by segment_profiles.scheme, segment_profiles.segment, customers.product_line

)

select * from unfolded
