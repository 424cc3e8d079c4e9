with

lines as (

    select * from {{ ref('customer_segmentation', 'int_order_lines_counted') }}

),

-- orders first, so that an order with two lines of one product counts once
orders as (

    select
        customer_id,
        product_id,
        product_line,
        max(case when is_purchase then 1 else 0 end) as orders,
        count(*) as order_lines,
        sum(quantity) as units,
        sum(line_amount) as revenue
    from lines
    group by customer_id, order_id, product_id, product_line

),

grouped as (

    select
        customer_id,
        product_id,
        product_line,
        cast(sum(orders) as bigint) as orders,
        cast(sum(order_lines) as bigint) as order_lines,
        cast(sum(units) as {{ type_of('quantity') }}) as units,
        cast(sum(revenue) as {{ type_of('money') }}) as revenue
    from orders
    group by customer_id, product_id, product_line

)

select * from grouped
