{#
    every metric that a rule may name, one a row, with the words that reasons and gaps use for it:
    its name in words; what one of it is called, if that has a name; whether more or less of it is
    better; the smallest change of it; and, for a score or a standing among all customers, the
    metric that it is made from, which is the one to change. With a step come its places behind the
    point, and the type that whole steps fit in: 64 bits. A customer can be moved on those that have
    a step and follow from no other
#}
{% macro rule_metrics(which='all') -%}
    {%- set places = setting('amount_decimals') -%}
    {%- set cent = '%.*f' | format(places, 10 ** -places) -%}
    {%- set frequency_unit = setting('frequency_unit') | replace('_', ' ') -%}
    {%- set measure = metric_behind('monetary') | replace('_', ' ') -%}
    {%- set columns = ['name', 'label', 'unit', 'better', 'step', 'made_from'] -%}
    {%- set rows = [
        ['recency_days', 'recency', 'day', 'less', '1', none],
        ['orders', 'orders', 'order', 'more', '1', none],
        ['order_days', 'order days', 'order day', 'more', '1', none],
        ['order_lines', 'order lines', 'order line', 'more', '1', none],
        ['refund_lines', 'refund lines', 'refund line', 'less', '1', none],
        ['units', 'units', none, 'more', '0.001', none],
        ['revenue', 'revenue', none, 'more', cent, none],
        ['refunds', 'refunds', none, 'less', cent, none],
        ['refund_share', 'refund share', none, 'less', '0.000001', none],
        ['average_order_value', 'average order value', none, 'more', cent, none],
        ['relative_order_value', 'order value against the average', none, 'more', '0.0001', none],
        ['tenure_days', 'tenure', 'day', 'more', '1', none],
        ['revenue_share', 'revenue share', none, 'more', '0.000001', 'revenue'],
        ['revenue_percentile', 'revenue percentile', none, 'more', '0.000001', 'revenue'],
        [
            'cumulative_revenue_share', 'cumulative revenue share', none, 'less', '0.000001',
            'revenue',
        ],
        ['days_between_orders', 'time between orders', 'day', 'less', '0.01', none],
        ['order_gap_variation', 'variation of order gaps', none, 'less', '0.0001', none],
        ['revenue_trend', 'revenue trend', none, 'more', '0.000001', none],
        ['orders_trend', 'orders trend', none, 'more', '0.000001', none],
        ['lateness', 'lateness', 'usual gap', 'less', '0.0001', none],
        ['silence_ratio', 'silence', 'usual gap', 'less', '0.0001', none],
        ['frequency', 'frequency', frequency_unit, 'more', '1', metric_behind('frequency')],
        ['monetary', measure, none, 'more', cent, metric_behind('monetary')],
        ['recency_score', 'recency score', none, 'more', none, 'recency_days'],
        ['frequency_score', 'frequency score', none, 'more', none, 'frequency'],
        ['monetary_score', 'monetary score', none, 'more', none, 'monetary'],
        ['frequency_monetary_score', 'frequency-monetary score', none, 'more', none, 'scores'],
        ['rfm_total', 'sum of the three scores', none, 'more', none, 'scores'],
    ] -%}
    {%- set metrics = [] -%}
    {%- for row in rows -%}
        {%- set places = (row[4] or '').partition('.')[2] | length -%}
        {%- do metrics.append(dict(
            zip(columns, row),
            places=places,
            type='decimal(18, ' ~ places ~ ')' if places else 'bigint',
        )) -%}
    {%- endfor -%}
    {%- if which == 'movable' -%}
        {{ return(metrics | selectattr('step') | rejectattr('made_from') | list) }}
    {%- endif -%}
    {{ return(metrics) }}
{%- endmacro %}
