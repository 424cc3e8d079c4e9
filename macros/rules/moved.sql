{# a metric after the smallest change that meets the rule's bound #}
{% macro moved(metric, customers, rules) -%}
    {%- set value = customers ~ '.' ~ metric.name -%}
    {%- set bound = rules ~ '.' ~ metric.name -%}
    {%- set farthest = step_limit(metric) -%}
    {%- if metric.better == 'more' -%}
        {%- set target = bound ~ '_at_least' -%}
    case
        when {{ value }} < {{ target }}
            then least({{ stepped_up(metric, target) }}, {{ farthest }})
        else {{ value }}
    end
    {%- else -%}
        {%- set target = bound ~ '_below' -%}
    case
        when {{ value }} >= {{ target }}
            then greatest({{ stepped_up(metric, target) }} - {{ metric.step }}, -{{ farthest }})
        else {{ value }}
    end
    {%- endif -%}
{%- endmacro %}
