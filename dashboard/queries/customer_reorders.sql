select
    customer_id,
    product_line,
    status,
    next_order_expected_on,
    usual_order_value
from fct_customer_reorders_due
order by customer_id, priority
