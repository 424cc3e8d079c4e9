{# the sum of the changes, each against the metric's own size, to compare days with orders and money #}
{% macro relative_change(before, after) -%}
    {%- for metric in movable_metrics() %}
    coalesce(
        cast(abs({{ after }}.{{ metric.name }} - {{ before }}.{{ metric.name }}) as {{ float_type() }})
        / greatest(abs({{ after }}.{{ metric.name }}), abs({{ before }}.{{ metric.name }}), 0.000001),
        0
    )
    {{- ' +' if not loop.last }}
    {%- endfor %}
{%- endmacro %}
