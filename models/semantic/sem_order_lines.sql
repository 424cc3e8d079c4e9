with

lines as (

    select * from {{ ref('customer_segmentation', 'fct_order_lines') }}
    where is_counted

),

products as (

    select * from {{ ref('customer_segmentation', 'dim_products') }}

),

named as (

    select
        lines.order_line_id,
        -- the length keeps apart order `b c` of customer `a` and order `c` of customer `a b`
        cast(length(lines.customer_id) as {{ dbt.type_string() }})
        || ' ' || lines.customer_id || ' ' || lines.order_id as customer_order_id,
        lines.customer_id,
        coalesce(lines.product_id, 'unknown') as product_id,
        coalesce(products.product_name, lines.product_id, 'unknown') as product_name,
        coalesce(products.product_line, 'unknown') as product_line,
        coalesce(lines.order_status, 'unknown') as order_status,
        coalesce(lines.country, customers.country, 'unknown') as country,
        coalesce(lines.deal_size, 'unknown') as deal_size,
        lines.quantity,
        lines.line_amount,
        lines.is_purchase,
        lines.ordered_on,
        -- the day of the line, for an order of refunds only, which counts nowhere
        coalesce(lines.order_placed_on, lines.ordered_on) as order_placed_on
    from lines
    left join products
        on lines.product_id = products.product_id
    left join {{ ref('customer_segmentation', 'dim_customers') }} as customers
        on lines.customer_id = customers.customer_id

)

select * from named
