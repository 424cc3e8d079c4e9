{# whether a rule holds wherever another one does #}
{% macro covers(wide, narrow) -%}
    {%- for metric in rule_metrics() | map(attribute='name') %}
    {{ 'and ' if not loop.first }}(
        {{ wide }}.{{ metric }}_at_least is null
        or {{ narrow }}.{{ metric }}_at_least >= {{ wide }}.{{ metric }}_at_least
    )
    and (
        {{ wide }}.{{ metric }}_below is null
        or {{ narrow }}.{{ metric }}_below <= {{ wide }}.{{ metric }}_below
    )
    {%- endfor %}
{%- endmacro %}
