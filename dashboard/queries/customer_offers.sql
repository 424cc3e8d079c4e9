select
    customer_id,
    product_line,
    reason,
    expected_revenue
from fct_customer_product_recommendations
order by customer_id, recommendation_rank
