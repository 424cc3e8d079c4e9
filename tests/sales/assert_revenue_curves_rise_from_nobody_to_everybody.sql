-- both curves rise, revenue itself where nobody is below zero, and the best are above the lowest
with

worst as (

    select min(revenue) as lowest_revenue
    from {{ ref('customer_segmentation', 'fct_customer_metrics') }}

),

curves as (

    select
        *,
        positive_revenue = 0 as has_no_shares,
        lag(revenue) over (partition by scheme order by percentile) as revenue_before,
        lag(customers) over (partition by scheme order by percentile) as customers_before,
        lag(lorenz_revenue_share) over (partition by scheme order by percentile)
            as lorenz_share_before
    from {{ ref('customer_segmentation', 'fct_revenue_concentration') }}

)

select curves.*
from curves
cross join worst
where
    curves.customers < curves.customers_before
    or curves.lorenz_revenue_share > curves.cumulative_revenue_share
    or curves.lorenz_revenue_share < curves.lorenz_share_before
    or worst.lowest_revenue >= 0
    and curves.revenue < curves.revenue_before
    {% for percentile, customers, revenue, share in [
        (0, '0', '0', 0),
        (100, 'curves.all_customers', 'curves.all_revenue', 1),
    ] -%}
    or curves.percentile = {{ percentile }}
    and (
        curves.customers <> {{ customers }}
        or curves.revenue <> {{ revenue }}
        or curves.cumulative_revenue_share <> {{ share }}
        or curves.lorenz_revenue_share <> {{ share }}
    )
    {% endfor -%}
    {% for share in ['cumulative_revenue_share', 'lorenz_revenue_share', 'gini'] -%}
    or (curves.{{ share }} is null) <> curves.has_no_shares
    {% endfor %}
