{# how many metrics differ #}
{% macro changes(before, after) -%}
    {%- for metric in movable_metrics() %}
    case when {{ after }}.{{ metric.name }} <> {{ before }}.{{ metric.name }} then 1 else 0 end
    {{- ' +' if not loop.last }}
    {%- endfor %}
{%- endmacro %}
