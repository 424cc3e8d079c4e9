-- one row a customer with a segment, most expected gain first
with

gains as (

    select
        customer_id,
        max(expected_gain) as expected_gain,
        max(expected_value) as expected_value
    from fct_customer_actions
    group by customer_id

)

select
    customers.customer_id,
    customers.customer_name,
    customers.email,
    customers.account_manager,
    customers.country,
    customers.first_ordered_on,
    customers.last_ordered_on,
    metrics.orders,
    metrics.revenue,
    metrics.average_order_value,
    metrics.recency_days,
    metrics.days_between_orders,
    metrics.lateness,
    metrics.next_order_expected_on,
    scores.recency_score,
    scores.frequency_score,
    scores.monetary_score,
    gains.expected_value,
    -- that a customer is late says the action already
    case when causes.cause <> 'rhythm' then causes.sentence end as cause
from dim_customers as customers
inner join fct_customer_metrics as metrics
    on customers.customer_id = metrics.customer_id
left join fct_customer_rfm_scores as scores
    on customers.customer_id = scores.customer_id
left join fct_customer_decline_causes as causes
    on customers.customer_id = causes.customer_id
left join gains
    on customers.customer_id = gains.customer_id
order by
    gains.expected_gain desc nulls last,
    gains.expected_value desc nulls last,
    metrics.revenue desc,
    customers.customer_id asc
