{# how many metrics a way changes: the others are null #}
{% macro changes(ways) -%}
    {%- for metric in movable_metrics() | map(attribute='name') %}
    case when {{ ways }}.{{ metric }} is not null then 1 else 0 end{{ ' +' if not loop.last }}
    {%- endfor %}
{%- endmacro %}
