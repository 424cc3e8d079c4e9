{# a timestamp that knows its zone #}
{% macro moment_type() -%}
    {{ return(adapter.dispatch('moment_type', 'customer_segmentation')()) }}
{%- endmacro %}

{% macro default__moment_type() -%}
    timestamp with time zone
{%- endmacro %}

{% macro spark__moment_type() -%}
    timestamp
{%- endmacro %}
