-- what the customers of each segment are expected to bring within the horizon
select
    segments.scheme,
    segments.segment,
    max(lifetime.horizon_days) as horizon_days,
    count(lifetime.lifetime_value) as customers,
    sum(lifetime.lifetime_value) as lifetime_value,
    max(summary.customer_lifetime_value_low) * count(lifetime.lifetime_value) as lifetime_value_low,
    max(summary.customer_lifetime_value_high) * count(lifetime.lifetime_value)
        as lifetime_value_high,
    avg(lifetime.probability_alive) as probability_alive,
    sum(lifetime.expected_orders) as expected_orders
from fct_customer_lifetime_value as lifetime
inner join fct_customer_segments as segments
    on lifetime.customer_id = segments.customer_id
inner join fct_segment_summary as summary
    on segments.scheme = summary.scheme and segments.segment = summary.segment
group by segments.scheme, segments.segment
order by segments.scheme, segments.segment
