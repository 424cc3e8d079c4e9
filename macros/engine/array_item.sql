{# one item of an array, counted from 1 #}
{% macro array_item(array, position) -%}
    {{ return(adapter.dispatch('array_item', 'customer_segmentation')(array, position)) }}
{%- endmacro %}

{% macro default__array_item(array, position) -%}
    ({{ array }})[{{ position }}]
{%- endmacro %}

{% macro spark__array_item(array, position) -%}
    element_at({{ array }}, cast({{ position }} as integer))
{%- endmacro %}
