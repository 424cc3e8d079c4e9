{# dim_customers has a column for each of them #}
{% macro shipped_schemes() -%}
    {{ return(['rfm']) }}
{%- endmacro %}
