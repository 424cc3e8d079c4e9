{#
    `3 more orders`, `63.30 more revenue`, `12 fewer days since the last order`, `1.5 fewer usual
    gaps of silence`. Where a column names the metric, the amount is written as sentences write it
#}
{% macro change_in_words(metric, amount) -%}
    {%- if metric is mapping -%}
    {{ _change_of(metric, amount, 'cast(' ~ amount ~ ' as ' ~ dbt.type_string() ~ ')') }}
    {%- else -%}
    case {{ metric }}
        {%- for each in rule_metrics('movable') %}
        {%- set is_money = each.name in ['revenue', 'refunds', 'average_order_value'] %}
        {%- set words = written(amount, 'money') if is_money else _shortened(amount) %}
        when '{{ each.name }}' then {{ _change_of(each, amount, words) }}
        {%- endfor %}
    end
    {%- endif -%}
{%- endmacro %}

{# the amount, as it is written, with its direction and unit #}
{% macro _change_of(metric, amount, words) -%}
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
    {{ words }}
    || case when {{ amount }} = 1 then ' {{ more }} {{ one }}' else ' {{ more }} {{ what }}' end
{%- endmacro %}

{# `3` for a whole number and `3.25` for another #}
{% macro _shortened(value) -%}
    case
        when {{ value }} = floor({{ value }}) then {{ written(value, 'count') }}
        else {{ written(value, 'hundredths') }}
    end
{%- endmacro %}
