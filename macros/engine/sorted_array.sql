{# the different values of a group as an array, from the lowest up #}
{% macro sorted_array(values) -%}
    {{ return(adapter.dispatch('sorted_array', 'customer_segmentation')(values)) }}
{%- endmacro %}

{% macro default__sorted_array(values) -%}
    array_agg(distinct {{ values }} order by {{ values }}) filter (where {{ values }} is not null)
{%- endmacro %}

{# nulls are left out there, and no values are an empty array #}
{% macro spark__sorted_array(values) -%}
    case when count({{ values }}) > 0 then sort_array(collect_set({{ values }})) end
{%- endmacro %}
