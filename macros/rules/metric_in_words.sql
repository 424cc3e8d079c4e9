{# a metric's label and the customer's value; a score also tells the value that it was given for #}
{% macro metric_in_words(metric, customers) -%}
    '{{ metric.label }} ' || {{ value_in_words(metric, customers) }}
    {%- if metric.of %}
        {%- set raw = rule_metrics() | selectattr('name', 'equalto', metric.of) | first %}
    || ' ({{ raw.label }} ' || {{ value_in_words(raw, customers) }} || ')'
    {%- endif -%}
{%- endmacro %}
