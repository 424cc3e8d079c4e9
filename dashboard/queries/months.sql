select
    month,
    revenue,
    orders,
    customers,
    new_customers,
    average_order_value,
    revenue_growth,
    year_on_year_growth,
    seasonal_index,
    is_complete_month
from fct_sales_monthly
order by month
