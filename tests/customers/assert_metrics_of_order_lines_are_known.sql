-- with totals instead of lines these are missing; with lines they never are
select metrics.customer_id
from {{ ref('customer_segmentation', 'fct_customer_metrics') }} as metrics
inner join {{ ref('customer_segmentation', 'fct_customer_rfm_scores') }} as scores
    on metrics.customer_id = scores.customer_id
where
    {{ 'false' if uses_totals() else 'true' }}
    and (
        metrics.as_of_date is null
        or metrics.recency_days is null
        or metrics.order_days is null
        {% for total in additive_totals() if not total.is_recent and not total.is_optional -%}
        or metrics.{{ total.name }} is null
        {% endfor -%}
        or metrics.tenure_days is null
        or metrics.orders_trend is null
        or metrics.first_ordered_on is null
        or metrics.last_ordered_on is null
        or scores.recency_score is null
        or scores.frequency_score is null
        or scores.rfm_cell is null
        or scores.rfm_total is null
    )
