{# the metric that frequency is another name of; none where it is purchased lines, which has no other #}
{% macro frequency_metric() -%}
    {{ return({'order': 'orders', 'order_date': 'order_days'}.get(setting('frequency_unit'))) }}
{%- endmacro %}
