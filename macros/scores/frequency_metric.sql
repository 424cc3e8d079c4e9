{# the metric that frequency is another name of; purchased lines have no other #}
{% macro frequency_metric() -%}
    {{ return({'order': 'orders', 'order_date': 'order_days'}.get(setting('frequency_unit'))) }}
{%- endmacro %}
