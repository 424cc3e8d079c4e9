-- one row a customer with a segment, most value at stake first
with

stakes as (

    select
        customer_id,
        max(revenue_at_stake) as revenue_at_stake,
        max(coalesce(value_of_reaching_better_segment, value_of_staying)) as value_at_stake
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
    stakes.revenue_at_stake,
    stakes.value_at_stake
from dim_customers as customers
inner join fct_customer_metrics as metrics
    on customers.customer_id = metrics.customer_id
left join fct_customer_rfm_scores as scores
    on customers.customer_id = scores.customer_id
left join stakes
    on customers.customer_id = stakes.customer_id
order by
    stakes.value_at_stake desc nulls last,
    stakes.revenue_at_stake desc nulls last,
    metrics.revenue desc,
    customers.customer_id asc
