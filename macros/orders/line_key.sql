{# what copies of an order line have in common #}
{% macro line_key(lines=none) -%}
    {%- set lines = lines ~ '.' if lines else '' -%}
    coalesce({{ lines }}order_line_id, {{ lines }}order_id)
{%- endmacro %}
