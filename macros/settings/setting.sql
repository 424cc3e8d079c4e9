{% macro setting(name) -%}
    {%- set value = var('segmentation_' ~ name) -%}
    {%- if name == 'currency' and value is none and is_shipped('order_lines') -%}
        {%- set value = _demo_currency() -%}
    {%- endif -%}
    {#- a wrong value is reported before anything is built; until then the parser goes on -#}
    {%- if not execute and setting_problem(name, settings()[name], value) | trim -%}
        {%- set value = _allowed_value(settings()[name]) -%}
    {%- endif -%}
    {{ return(value) }}
{%- endmacro %}

{# some value that a setting may have, to parse with until a wrong one is reported #}
{% macro _allowed_value(rule) -%}
    {%- if rule.kind == 'whole' -%}
        {{ return(rule.from) }}
    {%- elif rule.choices is defined and rule.kind != 'choices' -%}
        {{ return(rule.choices[0]) }}
    {%- endif -%}
    {{ return({
        'texts': [], 'dates': [], 'choices': [],
        'time_zone': 'UTC', 'schemes': 'all', 'flag': false, 'share': 1, 'rate': 0,
    }.get(rule.kind)) }}
{%- endmacro %}

{# the currency of the demo company #}
{% macro _demo_currency() -%}
    {{ return('EUR') }}
{%- endmacro %}
