select
    campaign_id, campaign_name, scheme, segment, verdict, verdict_reason, treated_customers,
    control_customers, treated_revenue_per_head, control_revenue_per_head, absolute_lift,
    absolute_lift_low, absolute_lift_high, relative_lift, relative_lift_low, relative_lift_high,
    incremental_revenue, cost, return_on_investment, is_balanced, is_finished, starts_on, ends_on
from fct_campaign_performance
order by starts_on, campaign_id, scheme, segment
