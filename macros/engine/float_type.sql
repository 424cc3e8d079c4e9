{% macro float_type() -%}
    {{ return(adapter.dispatch('float_type', 'customer_segmentation')()) }}
{%- endmacro %}

{# dbt.type_float() is 32 bits on Spark, and PostgreSQL knows no `double` #}
{% macro default__float_type() -%}
    double
{%- endmacro %}

{% macro postgres__float_type() -%}
    double precision
{%- endmacro %}
