{% macro quantity_type() -%}
    decimal(18, 3)
{%- endmacro %}
