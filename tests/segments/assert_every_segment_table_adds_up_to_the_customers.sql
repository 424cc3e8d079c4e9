-- for every scheme: each scored customer once, all orders, lines and revenue
with

metrics as (

    select
        count(*) as customers,
        coalesce(sum(orders), 0) as orders,
        coalesce(sum(order_lines), 0) as order_lines,
        coalesce(sum(revenue), 0) as revenue
    from {{ ref('customer_segmentation', 'fct_customer_metrics') }}

),

customers as (

    select
        scheme,
        count(distinct customer_id) as customers,
        sum(revenue) as revenue
    from {{ ref('customer_segmentation', 'fct_customer_segments') }}
    group by scheme

),

schemes as (

    select * from {{ ref('customer_segmentation', 'int_schemes') }}

),

summaries as (

    select
        scheme,
        sum(customers) as customers,
        sum(orders) as orders,
        sum(order_lines) as order_lines,
        sum(revenue) as revenue
    from {{ ref('customer_segmentation', 'fct_segment_summary') }}
    group by scheme

)

select summaries.*
from summaries
cross join metrics
left join customers
    on summaries.scheme = customers.scheme
left join schemes
    on summaries.scheme = schemes.scheme
where
    coalesce(schemes.is_assigned, true)
    and (
        summaries.customers <> metrics.customers
        or summaries.orders <> metrics.orders
        or summaries.order_lines <> metrics.order_lines
        or summaries.revenue <> metrics.revenue
        or coalesce(customers.customers, 0) <> metrics.customers
        or coalesce(customers.revenue, 0) <> metrics.revenue
    )
