{#
    where a customer stands for the rules: the three scores, and between which bounds each metric
    lies that a rule names
#}
{% macro position(customers, bounds) -%}
    concat_ws(
        ' ',
        {%- for score in ['recency_score', 'frequency_score', 'monetary_score'] %}
        coalesce(cast({{ customers }}.{{ score }} as {{ dbt.type_string() }}), '-'),
        {%- endfor %}
        {%- for metric in rule_metrics() | selectattr('step') | map(attribute='name') %}
        case
            when {{ bounds }}.{{ metric }} is not null
                then coalesce(cast({{ _count_up_to(
                    bounds ~ '.' ~ metric, customers ~ '.' ~ metric
                ) }} as {{ dbt.type_string() }}), '-')
        end{{ ',' if not loop.last }}
        {%- endfor %}
    )
{%- endmacro %}

{# how many values of a sorted array are at most this one #}
{% macro _count_up_to(sorted_values, value) -%}
    {{ return(adapter.dispatch('_count_up_to', 'customer_segmentation')(sorted_values, value)) }}
{%- endmacro %}

{% macro default___count_up_to(sorted_values, value) -%}
    case
        when {{ value }} is not null
            then len(list_filter({{ sorted_values }}, lambda one: one <= {{ value }}))
    end
{%- endmacro %}

{% macro postgres___count_up_to(sorted_values, value) -%}
    width_bucket({{ value }}, {{ sorted_values }})
{%- endmacro %}

{% macro spark___count_up_to(sorted_values, value) -%}
    case
        when {{ value }} is not null
            then size(filter({{ sorted_values }}, one -> one <= {{ value }}))
    end
{%- endmacro %}
