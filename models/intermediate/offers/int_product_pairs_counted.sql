with

order_lines as (

    select order_lines.*
    from {{ ref('customer_segmentation', 'int_order_product_lines') }} as order_lines
    inner join {{ ref('customer_segmentation', 'int_product_lines_compared') }} as compared
        on order_lines.product_line = compared.product_line

),

segment_profiles as (

    select * from {{ ref('customer_segmentation', 'int_segment_profiles') }}

),

bought as (

    select
        profile,
        customer_id,
        product_line
    from order_lines
    group by profile, customer_id, product_line

),

-- by profile first: a pair of lines is then a few hundred rows for any number of customers
customers as (

    select
        bought.profile,
        bought.product_line,
        others.product_line as other_product_line,
        count(*) as customers_with_both
    from bought
    inner join bought as others
        on
            bought.customer_id = others.customer_id
            and bought.product_line <> others.product_line
    group by bought.profile, bought.product_line, others.product_line

),

orders as (

    select
        order_lines.profile,
        order_lines.product_line,
        others.product_line as other_product_line,
        count(*) as orders_with_both
    from order_lines
    inner join order_lines as others
        on
            order_lines.customer_id = others.customer_id
            and order_lines.order_id = others.order_id
            and order_lines.product_line <> others.product_line
    group by order_lines.profile, order_lines.product_line, others.product_line

),

-- a pair that customers bought in separate orders only has no orders
unfolded as (

    select
        segment_profiles.scheme,
        segment_profiles.segment,
        customers.product_line,
        customers.other_product_line,
        cast(sum(customers.customers_with_both) as bigint) as customers_with_both,
        cast(coalesce(sum(orders.orders_with_both), 0) as bigint) as orders_with_both
    from customers
    inner join segment_profiles
        on customers.profile = segment_profiles.profile
    left join orders
        on
            customers.profile = orders.profile
            and customers.product_line = orders.product_line
            and customers.other_product_line = orders.other_product_line
    group by
        segment_profiles.scheme,
        segment_profiles.segment,
        customers.product_line,
        customers.other_product_line
    having sum(customers.customers_with_both) >= {{ setting('smallest_pair') }}

)

select * from unfolded
