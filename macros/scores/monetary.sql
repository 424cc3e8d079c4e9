{#
    how much a customer spends, by the setting monetary_measure. The exact average, not the rounded
    one: a change of currency unit must not make or break a tie
#}
{% macro monetary() -%}
    {%- if setting('monetary_measure') == 'average_order' -%}
    {{ ratio('revenue', 'orders', 10, 38) }}
    {%- else -%}
    revenue
    {%- endif -%}
{%- endmacro %}
