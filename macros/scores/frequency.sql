{# how often a customer buys, by the setting frequency_unit; purchased lines are no metric #}
{% macro frequency() -%}
    cast({{ frequency_metric() or 'order_lines - refund_lines' }} as integer)
{%- endmacro %}
