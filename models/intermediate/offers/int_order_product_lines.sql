with

lines as (

    select * from {{ ref('customer_segmentation', 'int_order_lines_counted') }}

),

profiles as (

    select * from {{ ref('customer_segmentation', 'int_customer_profiles') }}

),

grouped as (

    select
        lines.customer_id,
        lines.order_id,
        lines.product_line,
        profiles.profile
    from lines
    inner join profiles
        on lines.customer_id = profiles.customer_id
    where
        lines.is_purchase
        and lines.product_line <> 'unknown'
    group by lines.customer_id, lines.order_id, lines.product_line, profiles.profile

)

select * from grouped
