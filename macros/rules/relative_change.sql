{# the sum of the changes, each against the metric's own size: days, orders and money compared #}
{% macro relative_change(before, after) -%}
    {%- for metric in movable_metrics() %}
    {%- set old = before ~ '.' ~ metric.name -%}
    {%- set new = after ~ '.' ~ metric.name %}
    coalesce(
        least(
            cast(abs({{ new }} - {{ old }}) as {{ float_type() }})
            / greatest(abs({{ new }}), abs({{ old }}), 0.000001),
            1
        ),
        0
    )
    {{- ' +' if not loop.last }}
    {%- endfor %}
{%- endmacro %}
