{#
    `3 more orders`, `63.30 more revenue`, `12 fewer days since the last order`, `1.5 fewer usual
    gaps of silence`
#}
{% macro change_in_words(metric, amount, written=none) -%}
    {%- set counted = metric.step == '1' -%}
    {%- set more = 'more' if metric.better == 'more' else ('fewer' if counted else 'less') -%}
    {%- set what = metric.label -%}
    {%- if metric.name == 'recency_days' -%}
        {%- set what = 'days since the last order' -%}
    {%- elif counted and metric.unit -%}
        {%- set of_what = ' of tenure' if metric.name == 'tenure_days' else '' -%}
        {%- set what = metric.unit ~ 's' ~ of_what -%}
    {%- elif metric.unit == 'usual gap' -%}
        {%- set more = 'fewer' -%}
        {%- set what = 'usual gaps of ' ~ metric.label -%}
    {%- endif -%}
    {%- set one = what | replace('days ', 'day ') if ' ' in what else what -%}
    {%- set one = metric.unit if metric.unit and what == metric.unit ~ 's' else one -%}
    {{ written or 'cast(' ~ amount ~ ' as ' ~ dbt.type_string() ~ ')' }}
    || case when {{ amount }} = 1 then ' {{ more }} {{ one }}' else ' {{ more }} {{ what }}' end
{%- endmacro %}
