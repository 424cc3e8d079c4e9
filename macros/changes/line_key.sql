{# what copies of an order line have in common #}
{% macro line_key() -%}
    coalesce(order_line_id, order_id)
{%- endmacro %}
