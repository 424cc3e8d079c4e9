{% macro fewest_repeat_customers() -%}
    30
{%- endmacro %}
