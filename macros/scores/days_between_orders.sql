{# the mean gap between the days on which a customer has bought #}
{% macro days_between_orders() -%}
    {{ ratio('gap_days', 'order_days - 1', 2) }}
{%- endmacro %}
