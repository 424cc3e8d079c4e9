-- every customer is in one segment of each scheme, so that each month is shared out whole
with

schemes as (

    select scheme
    from {{ ref('customer_segmentation', 'fct_customer_segments') }}
    group by scheme

),

months as (

    select
        schemes.scheme,
        months.*
    from {{ ref('customer_segmentation', 'fct_sales_monthly') }} as months
    cross join schemes

),

segments as (

    select
        scheme,
        month,
        sum(orders) as orders,
        sum(order_lines) as order_lines,
        sum(customers) as customers,
        sum(units) as units,
        sum(revenue) as revenue
    from {{ ref('customer_segmentation', 'fct_segment_sales_monthly') }}
    group by scheme, month

)

select
    coalesce(months.scheme, segments.scheme) as scheme,
    coalesce(months.month, segments.month) as month,
    months.revenue,
    segments.revenue as revenue_of_segments
from months
full outer join segments
    on
        months.scheme = segments.scheme
        and months.month = segments.month
where
    months.scheme is null
    or segments.scheme is null
    or segments.orders <> months.orders
    or segments.order_lines <> months.order_lines
    or segments.customers <> months.customers
    or coalesce(segments.units, 0) <> coalesce(months.units, 0)
    or segments.revenue <> months.revenue
