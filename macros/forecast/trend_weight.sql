{#
    how much of today's trend has been added after so many months, if each month keeps as much of it
    as trend_damping says
#}
{% macro trend_weight(months) -%}
    {%- set added = namespace(weight=0) -%}
    {%- for month in range(1, months + 1) -%}
        {%- set added.weight = added.weight + trend_damping() ** month -%}
    {%- endfor -%}
    {{ return(added.weight) }}
{%- endmacro %}
