{# the bounds of a rule side by side; where two conditions name one metric, both must hold #}
{% macro pivoted_bounds() -%}
    {%- for metric in rule_metrics() %}
    max(case when metric = '{{ metric.name }}' then at_least end) as {{ metric.name }}_at_least,
    min(case when metric = '{{ metric.name }}' then below end) as {{ metric.name }}_below
    {{- ',' if not loop.last }}
    {%- endfor %}
{%- endmacro %}
