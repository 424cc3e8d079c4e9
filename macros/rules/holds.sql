{# a missing metric meets no bound, so a rule that names it doesn't hold #}
{% macro holds(metric, customers, rules) -%}
    {%- set value = customers ~ '.' ~ metric -%}
    {%- set bound = rules ~ '.' ~ metric -%}
    ({{ bound }}_at_least is null or {{ value }} >= {{ bound }}_at_least)
    and ({{ bound }}_below is null or {{ value }} < {{ bound }}_below)
{%- endmacro %}
