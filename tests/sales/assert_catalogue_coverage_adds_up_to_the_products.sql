with

product_lines as (

    select
        case when product_line = 'all' then 'all' else 'product lines' end as part,
        sum(products_in_catalogue) as products_in_catalogue,
        sum(products_sold + products_sold_outside_catalogue) as products_sold,
        sum(revenue) as revenue
    from {{ ref('customer_segmentation', 'fct_catalogue_coverage') }}
    group by case when product_line = 'all' then 'all' else 'product lines' end

),

products as (

    select
        count(case when is_in_catalogue then 1 end) as products_in_catalogue,
        count(case when is_sold then 1 end) as products_sold
    from {{ ref('customer_segmentation', 'dim_products') }}

),

lines as (

    select coalesce(sum(line_amount), 0) as revenue
    from {{ ref('customer_segmentation', 'fct_order_lines') }}
    where is_counted

)

select product_lines.*
from product_lines
cross join products
cross join lines
where
    product_lines.products_in_catalogue <> products.products_in_catalogue
    or product_lines.products_sold <> products.products_sold
    or product_lines.revenue <> lines.revenue
