{# how many places behind the point the smallest change of a metric has #}
{% macro step_places(metric) -%}
    {{ return((metric.step | string).partition('.')[2] | length) }}
{%- endmacro %}
