{# the CTE `valued` of a model that has `customers`: what recency, frequency and monetary look at #}
{% macro values_of_customers() -%}
{%- set frequencies = {
    'order': 'orders',
    'order_line': 'order_lines - refund_lines',
    'order_date': 'order_days',
} -%}
-- the exact average, not the rounded one: a change of currency unit must not make or break a tie
valued as (

    select
        customer_id,
        as_of_date,
        recency_days,
        {{ frequencies[setting('frequency_unit')] }} as frequency,
        {% if setting('monetary_measure') == 'average_order' -%}
        {{ ratio('revenue', 'orders', 10, 38) }} as monetary
        {%- else -%}
        revenue as monetary
        {%- endif %}
    from customers

)
{%- endmacro %}
