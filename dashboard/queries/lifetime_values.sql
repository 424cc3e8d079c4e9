-- what the customers of each segment are expected to bring within the horizon
select
    segments.scheme,
    segments.segment,
    max(lifetime.horizon_days) as horizon_days,
    count(lifetime.lifetime_value) as customers,
    sum(lifetime.lifetime_value) as lifetime_value,
    avg(lifetime.probability_alive) as probability_alive,
    sum(lifetime.expected_orders) as expected_orders
from fct_customer_lifetime_value as lifetime
inner join fct_customer_segments as segments
    on lifetime.customer_id = segments.customer_id
group by segments.scheme, segments.segment
order by segments.scheme, segments.segment
