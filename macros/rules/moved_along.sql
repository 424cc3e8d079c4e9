{#
    a metric after a move of the ones that it is tied to: frequency and what it counts, the monetary
    value and what it measures, revenue and a standing by revenue
#}
{% macro moved_along(name) -%}
    {%- set tied = [name] -%}
    {%- set counted = frequency_metric() -%}
    {%- set measured = monetary_metric() -%}
    {%- if name in ['frequency', counted] and counted -%}
        {%- set tied = ['frequency', counted] -%}
    {%- elif name in ['monetary', measured] -%}
        {%- set tied = ['monetary', measured] -%}
    {%- endif -%}
    {%- if 'revenue' in tied -%}
        {%- set tied = tied + ['revenue_edge'] -%}
    {%- endif -%}
    {{ name if tied | length == 1 else 'greatest(' ~ tied | join(', ') ~ ')' }}
{%- endmacro %}
