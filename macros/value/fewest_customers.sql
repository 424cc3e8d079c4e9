{% macro fewest_customers() -%}
    100
{%- endmacro %}
