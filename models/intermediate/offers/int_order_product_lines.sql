with

grouped as (

    select
        lines.customer_id,
        lines.order_id,
        lines.product_line,
        profiles.profile
    from {{ ref('customer_segmentation', 'int_order_lines_counted') }} as lines
    inner join {{ ref('customer_segmentation', 'int_customer_profiles') }} as profiles
        on lines.customer_id = profiles.customer_id
    where
        lines.is_purchase
        and lines.product_line <> 'unknown'
    group by lines.customer_id, lines.order_id, lines.product_line, profiles.profile

)

select * from grouped
