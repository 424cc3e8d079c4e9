{# the metric that the monetary value is another name of #}
{% macro monetary_metric() -%}
    {{ return({'total': 'revenue', 'average_order': 'average_order_value'}[
        setting('monetary_measure')
    ]) }}
{%- endmacro %}
