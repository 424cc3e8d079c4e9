{# how many values of a sorted array are at most this one #}
{% macro count_up_to(sorted_values, value) -%}
    {{ return(adapter.dispatch('count_up_to', 'customer_segmentation')(sorted_values, value)) }}
{%- endmacro %}

{% macro default__count_up_to(sorted_values, value) -%}
    case
        when {{ value }} is not null
            then len(list_filter({{ sorted_values }}, lambda one: one <= {{ value }}))
    end
{%- endmacro %}

{% macro postgres__count_up_to(sorted_values, value) -%}
    width_bucket({{ value }}, {{ sorted_values }})
{%- endmacro %}

{% macro spark__count_up_to(sorted_values, value) -%}
    case
        when {{ value }} is not null
            then size(filter({{ sorted_values }}, one -> one <= {{ value }}))
    end
{%- endmacro %}
