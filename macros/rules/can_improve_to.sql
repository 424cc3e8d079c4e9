{# whether a rule can come to hold by making metrics better only; a missing one can't change #}
{% macro can_improve_to(customers, rules) -%}
    {%- for metric in rule_metrics() %}
    {%- set value = customers ~ '.' ~ metric.name -%}
    {%- set bound = rules ~ '.' ~ metric.name -%}
    {%- set near = '_below' if metric.better == 'more' else '_at_least' -%}
    {%- set inside = '<' if metric.better == 'more' else '>=' -%}
    {%- set far = '_at_least' if metric.better == 'more' else '_below' -%}
    {{ 'and ' if not loop.first }}({{ bound ~ far }} is null or {{ value }} is not null)
    and ({{ bound ~ near }} is null or {{ value }} {{ inside }} {{ bound ~ near }})
    {% endfor -%}
{%- endmacro %}
