{# what an order of the customers that one is compared with is worth #}
{% macro usual_order_value() -%}
    {{ ratio('compared_revenue', 'compared_orders', 6, 28) }}
{%- endmacro %}
