select
    customer_id,
    probability_alive,
    probability_alive_low,
    probability_alive_high,
    expected_orders,
    expected_order_value,
    lifetime_value,
    lifetime_value_low,
    lifetime_value_high,
    horizon_days
from fct_customer_lifetime_value
where lifetime_value is not null
order by customer_id
