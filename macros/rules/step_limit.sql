{# the largest value of a metric: what its type holds #}
{% macro step_limit(metric) -%}
    {%- set places = step_places(metric) -%}
    {{ return('9' * (18 - places) ~ ('.' ~ '9' * places if places else '')) }}
{%- endmacro %}
