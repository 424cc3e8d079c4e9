{# how often a customer buys, by the setting frequency_unit #}
{% macro frequency() -%}
    {%- set measures = {
        'order': 'orders',
        'order_line': 'order_lines - refund_lines',
        'order_date': 'order_days',
    } -%}
    cast({{ measures[setting('frequency_unit')] }} as integer)
{%- endmacro %}
