{#
    what changes between two rows of metrics: `words`, such as `3 more orders and 63.30 more
    revenue`; the `metric`, of several the first in the list; its `amount`, above zero and in its
    own unit; and the `size` of all changes, each against the metric's own: days, orders and money
    compared
#}
{% macro gap(before, after, told) -%}
    {%- set metrics = rule_metrics('movable') -%}
    {%- if told == 'size' -%}
        {%- for metric in metrics %}
    {{ _relative_change(before ~ '.' ~ metric.name, after ~ '.' ~ metric.name) }}
        {{- ' +' if not loop.last }}
        {%- endfor -%}
    {%- elif told == 'words' -%}
    nullif(concat_ws(
            ' and ',
            {%- for metric in metrics %}
            case
                when {{ _differs(metric, before, after) }}
                    then {{ change_in_words(metric, _change(metric, before, after)) }}
            end{{ ',' if not loop.last }}
            {%- endfor %}
        ), '')
    {%- else -%}
    case
            {%- for metric in metrics %}
            when {{ _differs(metric, before, after) }}
                then {% if told == 'metric' -%}
                '{{ metric.name }}'
                {%- else -%}
                cast({{ _change(metric, before, after) }} as {{ type_of('bound') }})
                {%- endif %}
            {%- endfor %}
        end
    {%- endif -%}
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

{# by how much a value differs, against the larger of the two #}
{% macro _relative_change(old, new) -%}
    {%- set changed = 'abs(' ~ new ~ ' - ' ~ old ~ ')' -%}
    {%- set size = ['abs(' ~ new ~ ')', 'abs(' ~ old ~ ')', changed, '0.000001'] | join(', ') -%}
    case
        when {{ new }} <> {{ old }}
            then cast({{ changed }} as {{ type_of('float') }}) / greatest({{ size }})
        else 0
    end
{%- endmacro %}
