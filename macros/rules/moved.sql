{# a metric after the smallest change that meets the rule's bound #}
{% macro moved(metric, customers, rules) -%}
    {%- set value = customers ~ '.' ~ metric.name -%}
    {%- set bound = rules ~ '.' ~ metric.name -%}
    {%- if metric.better == 'more' -%}
        {%- set target = bound ~ '_at_least' -%}
    case
        when {{ value }} < {{ target }}
            then {{ 'ceil(' ~ target ~ ')' if metric.step == '1' else target }}
        else {{ value }}
    end
    {%- else -%}
        {%- set target = bound ~ '_below' -%}
    case
        when {{ value }} >= {{ target }}
            then {{ 'ceil(' ~ target ~ ')' if metric.step == '1' else target }} - {{ metric.step }}
        else {{ value }}
    end
    {%- endif -%}
{%- endmacro %}
