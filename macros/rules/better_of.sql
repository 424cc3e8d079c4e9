{# the better one of two values of a metric; the other where one is missing #}
{% macro better_of(metric, one, other) -%}
    {{ 'greatest' if metric.better == 'more' else 'least' }}(
        {{ one }}.{{ metric.name }}, {{ other }}.{{ metric.name }}
    )
{%- endmacro %}
