{# the sum of the changes, each against the metric's own size: days, orders and money compared #}
{% macro relative_change(before, after) -%}
    {%- for metric in rule_metrics('movable') %}
    {%- set old = before ~ '.' ~ metric.name -%}
    {%- set new = after ~ '.' ~ metric.name -%}
    {%- set changed = 'abs(' ~ new ~ ' - ' ~ old ~ ')' -%}
    {%- set size = ['abs(' ~ new ~ ')', 'abs(' ~ old ~ ')', changed, '0.000001'] | join(', ') %}
    case
        when {{ new }} <> {{ old }}
            then cast({{ changed }} as {{ type_of('float') }}) / greatest({{ size }})
        else 0
    end
    {{- ' +' if not loop.last }}
    {%- endfor %}
{%- endmacro %}
