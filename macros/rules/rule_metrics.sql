{# every metric that a rule may name, with the words that a reason uses for it #}
{% macro rule_metrics() -%}
    {{ return([
        {'name': 'recency_days', 'label': 'recency', 'unit': 'day'},
        {'name': 'orders', 'label': 'orders'},
        {'name': 'order_days', 'label': 'days with an order'},
        {'name': 'order_lines', 'label': 'order lines'},
        {'name': 'refund_lines', 'label': 'refund lines'},
        {'name': 'units', 'label': 'units'},
        {'name': 'revenue', 'label': 'revenue'},
        {'name': 'refunds', 'label': 'refunds'},
        {'name': 'refund_share', 'label': 'refund share'},
        {'name': 'average_order_value', 'label': 'average order value'},
        {'name': 'tenure_days', 'label': 'tenure', 'unit': 'day'},
        {'name': 'revenue_share', 'label': 'revenue share'},
        {'name': 'revenue_percentile', 'label': 'revenue percentile'},
        {'name': 'cumulative_revenue_share', 'label': 'cumulative revenue share'},
        {'name': 'days_between_orders', 'label': 'time between orders', 'unit': 'day'},
        {'name': 'order_gap_variation', 'label': 'variation of order gaps'},
        {'name': 'revenue_trend', 'label': 'revenue trend'},
        {'name': 'orders_trend', 'label': 'orders trend'},
        {'name': 'lateness', 'label': 'lateness', 'unit': 'usual gap'},
        {
            'name': 'frequency', 'label': 'frequency',
            'unit': setting('frequency_unit') | replace('_', ' '),
        },
        {'name': 'monetary', 'label': 'monetary'},
        {'name': 'recency_score', 'label': 'recency score', 'of': 'recency_days'},
        {'name': 'frequency_score', 'label': 'frequency score', 'of': 'frequency'},
        {'name': 'monetary_score', 'label': 'monetary score', 'of': 'monetary'},
        {
            'name': 'frequency_monetary_score', 'label': 'frequency-monetary score',
        },
        {'name': 'rfm_total', 'label': 'sum of the three scores'},
    ]) }}
{%- endmacro %}
