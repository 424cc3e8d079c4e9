select
    percentile,
    customers,
    revenue,
    cumulative_revenue_share,
    lorenz_revenue_share,
    gini,
    all_customers,
    customers_for_half_of_revenue,
    largest_customer_share,
    largest_five_share
from fct_revenue_concentration
where scheme = 'all'
order by percentile
