{#
    the conditions of the winning rule with the customer's own values;
    a catch-all tells what the scheme looks at
#}
{% macro reason(customers, rules) -%}
    case when {{ rules }}.is_catch_all then 'no earlier rule holds: ' else '' end
    || concat_ws(
        '; ',
        {%- for metric in rule_metrics() %}
        case
            when {{ rules }}.{{ metric.name }}_bounds is not null
                or ({{ rules }}.is_catch_all and {{ rules }}.is_{{ metric.name }}_used)
                then {{ _metric_in_words(metric, customers) }}
                    || coalesce(', ' || {{ rules }}.{{ metric.name }}_bounds, '')
        end{{ ',' if not loop.last }}
        {%- endfor %}
    )
{%- endmacro %}

{# a metric's label and the customer's value; a score also tells what it was given for #}
{% macro _metric_in_words(metric, customers) -%}
    {%- set sources = rule_metrics() | selectattr('name', 'equalto', metric.made_from) | list -%}
    {{ "'" ~ metric.label ~ " ' || " if metric.label != (metric.unit or '') ~ 's' }}
    {{- _value_in_words(metric, customers ~ '.' ~ metric.name) }}
    {%- for raw in sources if metric.name not in ['frequency', 'monetary'] %}
    || ' ({{ raw.label }} ' || {{ _value_in_words(raw, customers ~ '.' ~ raw.name) }} || ')'
    {%- endfor -%}
{%- endmacro %}

{# a value with its unit, in the plural unless it is one; `not known` where it is null #}
{% macro _value_in_words(metric, value) -%}
    coalesce(
        cast({{ value }} as {{ dbt.type_string() }})
        {%- if metric.unit %}
        || ' {{ metric.unit }}' || case when {{ value }} = 1 then '' else 's' end
        {%- endif %},
        'not known'
    )
{%- endmacro %}
