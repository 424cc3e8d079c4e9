{# some value that a setting may have, to parse with until a wrong one is reported #}
{% macro allowed_value(rule) -%}
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
