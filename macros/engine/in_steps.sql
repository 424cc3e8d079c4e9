{# how a model of a long chain of CTEs is built #}
{% macro in_steps() -%}
    {{ return(adapter.dispatch('in_steps', 'customer_segmentation')()) }}
{%- endmacro %}

{% macro default__in_steps() -%}
    {{ return('table') }}
{%- endmacro %}

{% macro spark__in_steps() -%}
    {{ return('table_in_steps') }}
{%- endmacro %}
