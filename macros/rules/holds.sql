{#
    whether every condition of a rule holds for a customer; a missing metric meets no bound, so a
    rule that names it doesn't hold
#}
{% macro holds(customers, rules, metrics=none, by_improving=false) -%}
    {%- for metric in rule_metrics() if metric.name in (metrics or [metric.name]) %}
    {%- set value = customers ~ '.' ~ metric.name -%}
    {%- set bound = rules ~ '.' ~ metric.name -%}
    {{ 'and' if not loop.first }}
    {%- if by_improving %}
    {{ _can_hold(metric.better, value, bound) }}
    {%- else %}
    ({{ bound }}_at_least is null or {{ value }} >= {{ bound }}_at_least)
    and ({{ bound }}_below is null or {{ value }} < {{ bound }}_below)
    {%- endif %}
    {% endfor -%}
{%- endmacro %}

{# the bound on the worse side can be met if the metric is known, the other holds or never will #}
{% macro _can_hold(better, value, bound) -%}
    {%- set near = '_below' if better == 'more' else '_at_least' -%}
    {%- set inside = '<' if better == 'more' else '>=' -%}
    {%- set far = '_at_least' if better == 'more' else '_below' -%}
    ({{ bound ~ far }} is null or {{ value }} is not null)
    and ({{ bound ~ near }} is null or {{ value }} {{ inside }} {{ bound ~ near }})
{%- endmacro %}
