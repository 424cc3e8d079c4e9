{# a column of any type as text that sorts by code points #}
{% macro as_text(column) -%}
    {{ return(adapter.dispatch('as_text', 'customer_segmentation')(column)) }}
{%- endmacro %}

{% macro default__as_text(column) -%}
    cast({{ column }} as {{ dbt.type_string() }})
{%- endmacro %}

{# a database sorts by the rules of a language otherwise; what is made of this text sorts alike #}
{% macro postgres__as_text(column) -%}
    cast({{ column }} as text) collate "C"
{%- endmacro %}
