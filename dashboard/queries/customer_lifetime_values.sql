select
    customer_id,
    probability_alive,
    expected_orders,
    expected_order_value,
    lifetime_value,
    horizon_days
from fct_customer_lifetime_value
where lifetime_value is not null
order by customer_id
