with

schemes as (

    select scheme
    from {{ ref('customer_segmentation', 'fct_customer_segments') }}
    group by scheme

),

products as (

    select
        schemes.scheme,
        products.*
    from {{ ref('customer_segmentation', 'fct_sales_by_dimension') }} as products
    cross join schemes
    where products.dimension = 'product'

),

segments as (

    select
        scheme,
        product_id,
        sum(orders) as orders,
        sum(order_lines) as order_lines,
        sum(customers) as customers,
        sum(units) as units,
        sum(revenue) as revenue
    from {{ ref('customer_segmentation', 'fct_segment_products') }}
    group by scheme, product_id

)

select
    coalesce(products.scheme, segments.scheme) as scheme,
    coalesce(products.member, segments.product_id) as product_id,
    products.revenue,
    segments.revenue as revenue_of_segments
from products
full outer join segments
    on
        products.scheme = segments.scheme
        and products.member = segments.product_id
where
    products.scheme is null
    or segments.scheme is null
    or segments.orders <> products.orders
    or segments.order_lines <> products.order_lines
    or segments.customers <> products.customers
    or coalesce(segments.units, 0) <> coalesce(products.units, 0)
    or segments.revenue <> products.revenue
