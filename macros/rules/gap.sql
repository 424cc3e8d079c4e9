{#
    what changes between two rows of metrics: in words such as `3 more orders and 63.30 more
    revenue`; the metric, of several the first in the list; and by how much, above zero and in its
    own unit
#}
{% macro gap(before, after) -%}
    nullif(concat_ws(
            ' and ',
            {%- for metric in rule_metrics('movable') %}
            case
                when {{ _differs(metric, before, after) }}
                    then {{ change_in_words(metric, _change(metric, before, after)) }}
            end{{ ',' if not loop.last }}
            {%- endfor %}
        ), '') as gap_to_better_segment,
        case
            {%- for metric in rule_metrics('movable') %}
            when {{ _differs(metric, before, after) }} then '{{ metric.name }}'
            {%- endfor %}
        end as gap_metric,
        case
            {%- for metric in rule_metrics('movable') %}
            when {{ _differs(metric, before, after) }}
                then cast({{ _change(metric, before, after) }} as {{ type_of('bound') }})
            {%- endfor %}
        end as gap_amount
{%- endmacro %}

{% macro _differs(metric, before, after) -%}
    {{ after }}.{{ metric.name }} <> {{ before }}.{{ metric.name }}
{%- endmacro %}

{# by how much a metric differs, above zero and in its own unit #}
{% macro _change(metric, before, after) -%}
    cast(
        abs({{ after }}.{{ metric.name }} - {{ before }}.{{ metric.name }})
        as {{ metric.type }}
    )
{%- endmacro %}
