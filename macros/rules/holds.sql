{#
    whether every condition of a rule holds for a customer; a missing metric meets no bound, so a
    rule that names it doesn't hold
#}
{% macro holds(customers, rules, metrics=none) -%}
    {%- for metric in metrics or rule_metrics() | map(attribute='name') %}
    {%- set value = customers ~ '.' ~ metric -%}
    {%- set bound = rules ~ '.' ~ metric -%}
    {{ 'and' if not loop.first }}
    ({{ bound }}_at_least is null or {{ value }} >= {{ bound }}_at_least)
    and ({{ bound }}_below is null or {{ value }} < {{ bound }}_below)
    {% endfor -%}
{%- endmacro %}
