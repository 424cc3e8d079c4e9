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
                then {{ metric_in_words(metric, customers) }}
                    || coalesce(', ' || {{ rules }}.{{ metric.name }}_bounds, '')
        end{{ ',' if not loop.last }}
        {%- endfor %}
    )
{%- endmacro %}
