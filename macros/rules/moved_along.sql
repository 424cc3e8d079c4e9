{#
    a metric after a move of the ones that it is tied to: frequency and what it counts, the monetary
    value and what it measures, revenue and a standing by revenue
#}
{% macro moved_along(metric, moved=none, edge=none) -%}
    {%- set tied = [metric.name] -%}
    {%- set counted = metric_behind('frequency') -%}
    {%- set measured = metric_behind('monetary') -%}
    {%- if metric.name in ['frequency', counted] and counted -%}
        {%- set tied = ['frequency', counted] -%}
    {%- elif metric.name in ['monetary', measured] -%}
        {%- set tied = ['monetary', measured] -%}
    {%- endif -%}
    {%- set values = [] -%}
    {%- for name in tied -%}
        {%- do values.append((moved ~ '.' if moved else '') ~ name) -%}
    {%- endfor -%}
    {%- if 'revenue' in tied and edge -%}
        {%- do values.append(edge) -%}
    {%- endif -%}
    cast(
        {{- values[0] if values | length == 1 else 'greatest(' ~ values | join(', ') ~ ')' }} as
        {{- ' ' ~ metric.type -}}
    )
{%- endmacro %}
