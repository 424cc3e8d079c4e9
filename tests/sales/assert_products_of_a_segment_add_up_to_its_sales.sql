with

products as (

    select
        scheme,
        segment,
        sum(order_lines) as order_lines,
        sum(units) as units,
        sum(revenue) as revenue
    from {{ ref('customer_segmentation', 'fct_segment_products') }}
    group by scheme, segment

),

summaries as (

    select * from {{ ref('customer_segmentation', 'fct_segment_summary') }}
    where customers > 0

)

select
    summaries.scheme,
    summaries.segment,
    summaries.revenue,
    products.revenue as revenue_of_products
from summaries
full outer join products
    on
        summaries.scheme = products.scheme
        and summaries.segment = products.segment
-- totals tell no products
where
    {{ 'false' if uses_totals() else 'true' }}
    and (
        summaries.scheme is null
        or products.scheme is null
        or products.order_lines <> summaries.order_lines
        or coalesce(products.units, 0) <> coalesce(summaries.units, 0)
        or products.revenue <> summaries.revenue
    )
