select
    segments.scheme,
    segments.segment,
    segments.segment_name,
    segments.segment_rank,
    segments.action_group,
    segments.description,
    summary.customers,
    summary.orders,
    summary.revenue,
    summary.customer_share,
    summary.revenue_share,
    summary.average_order_value,
    summary.revenue_per_customer,
    summary.orders_per_customer,
    summary.repeat_rate
from fct_segment_summary as summary
inner join dim_segments as segments
    on
        summary.scheme = segments.scheme
        and summary.segment = segments.segment
order by
    case segments.scheme when 'rfm' then 0 else 1 end asc,
    segments.scheme asc,
    segments.segment_rank asc,
    segments.segment asc
