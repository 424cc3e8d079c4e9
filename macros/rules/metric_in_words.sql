{# a metric's label and the customer's value; a score also tells what it was given for #}
{% macro metric_in_words(metric, customers) -%}
    {%- set sources = rule_metrics() | selectattr('name', 'equalto', metric.made_from) | list -%}
    {{ "'" ~ metric.label ~ " ' || " if metric.label != (metric.unit or '') ~ 's' }}
    {{- value_in_words(metric, customers ~ '.' ~ metric.name) }}
    {%- for raw in sources if metric.name not in ['frequency', 'monetary'] %}
    || ' ({{ raw.label }} ' || {{ value_in_words(raw, customers ~ '.' ~ raw.name) }} || ')'
    {%- endfor -%}
{%- endmacro %}
