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
                then coalesce(cast({{ count_up_to(
                    bounds ~ '.' ~ metric, customers ~ '.' ~ metric
                ) }} as {{ dbt.type_string() }}), '-')
        end{{ ',' if not loop.last }}
        {%- endfor %}
    )
{%- endmacro %}
