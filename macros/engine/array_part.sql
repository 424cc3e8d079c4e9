{# the items of an array from one position to another, or to the end, counted from 1 #}
{% macro array_part(array, first, last='') -%}
    {{ return(adapter.dispatch('array_part', 'customer_segmentation')(array, first, last)) }}
{%- endmacro %}

{% macro default__array_part(array, first, last) -%}
    ({{ array }})[{{ first }}:{{ last }}]
{%- endmacro %}

{% macro spark__array_part(array, first, last) -%}
    slice(
        {{ array }}, cast({{ first }} as integer),
        cast({{ last or 'size(' ~ array ~ ')' }} - {{ first }} + 1 as integer)
    )
{%- endmacro %}
