-- one curve stands for every scheme, so every scheme must hold every customer
with

schemes as (

    select
        scheme,
        count(*) as customers,
        sum(revenue) as revenue
    from {{ ref('customer_segmentation', 'fct_customer_segments') }}
    group by scheme
    union all
    select
        'all' as scheme,
        count(*) as customers,
        sum(revenue) as revenue
    from {{ ref('customer_segmentation', 'fct_customer_metrics') }}
    having count(*) > 0

),

curves as (

    select
        scheme,
        count(*) as percentiles,
        min(all_customers) as customers,
        min(all_revenue) as revenue
    from {{ ref('customer_segmentation', 'fct_revenue_concentration') }}
    group by scheme

)

select
    schemes.scheme,
    curves.scheme as curve_scheme
from schemes
full outer join curves
    on schemes.scheme = curves.scheme
where
    schemes.scheme is null
    or curves.scheme is null
    or curves.percentiles <> 101
    or schemes.customers <> curves.customers
    or schemes.revenue <> curves.revenue
