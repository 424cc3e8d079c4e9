with

recommendations as (

    select * from {{ ref('customer_segmentation', 'fct_customer_product_recommendations') }}

),

lines as (

    select * from {{ ref('customer_segmentation', 'fct_order_lines') }}
    where is_purchase

),

products as (

    select * from {{ ref('customer_segmentation', 'dim_products') }}

)

select
    recommendations.customer_id,
    recommendations.product_line,
    lines.order_line_id
from recommendations
inner join lines
    on recommendations.customer_id = lines.customer_id
inner join products
    on
        lines.product_id = products.product_id
        and recommendations.product_line = products.product_line
