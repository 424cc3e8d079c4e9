{% macro significance_level() -%}
    0.05
{%- endmacro %}
