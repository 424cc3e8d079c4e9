{# the metric that frequency or the monetary value is another name of; purchased lines have none #}
{% macro metric_behind(measure) -%}
    {{ return({
        'order': 'orders', 'order_date': 'order_days',
        'total': 'revenue', 'average_order': 'average_order_value',
    }.get(setting('frequency_unit' if measure == 'frequency' else 'monetary_measure'))) }}
{%- endmacro %}
