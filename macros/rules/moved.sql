{# a metric after the smallest change that meets the rule's bound #}
{% macro moved(metric, customers, rules) -%}
    {%- set value = customers ~ '.' ~ metric.name -%}
    {%- set bound = rules ~ '.' ~ metric.name -%}
    {%- set farthest = _step_limit(metric) -%}
    {%- if metric.better == 'more' -%}
        {%- set target = bound ~ '_at_least' -%}
    case
        when {{ value }} < {{ target }}
            then least({{ _stepped_up(metric, target) }}, {{ farthest }})
        else {{ value }}
    end
    {%- else -%}
        {%- set target = bound ~ '_below' -%}
    case
        when {{ value }} >= {{ target }}
            then greatest({{ _stepped_up(metric, target) }} - {{ metric.step }}, -{{ farthest }})
        else {{ value }}
    end
    {%- endif -%}
{%- endmacro %}

{# the largest value of a metric: what its type holds #}
{% macro _step_limit(metric) -%}
    {%- set places = metric.places -%}
    {{ return('9' * (18 - places) ~ ('.' ~ '9' * places if places else '')) }}
{%- endmacro %}

{# a bound of up to six places, or the first whole step above it: with cents, 100.005 is 100.01 #}
{% macro _stepped_up(metric, bound) -%}
    {%- set places = metric.places -%}
    {%- if places == 0 -%}
    ceil({{ bound }})
    {%- elif places < 6 -%}
    ceil({{ bound }} * {{ 10 ** places }}) * {{ metric.step }}
    {%- else -%}
    {{ bound }}
    {%- endif -%}
{%- endmacro %}
