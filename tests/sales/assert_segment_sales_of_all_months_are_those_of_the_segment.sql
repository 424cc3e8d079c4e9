with

months as (

    select
        scheme,
        segment,
        sum(orders) as orders,
        sum(order_lines) as order_lines,
        sum(revenue) as revenue
    from {{ ref('customer_segmentation', 'fct_segment_sales_monthly') }}
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
    months.revenue as revenue_of_months
from summaries
full outer join months
    on
        summaries.scheme = months.scheme
        and summaries.segment = months.segment
-- totals tell no months
where
    {{ 'false' if uses_totals() else 'true' }}
    and (
        summaries.scheme is null
        or months.scheme is null
        or months.orders <> summaries.orders
        or months.order_lines <> summaries.order_lines
        or months.revenue <> summaries.revenue
    )
