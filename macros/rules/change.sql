{# by how much a metric differs, above zero and in its own unit #}
{% macro change(metric, before, after) -%}
    {%- set places = (metric.step | string).partition('.')[2] | length -%}
    cast(
        abs({{ after }}.{{ metric.name }} - {{ before }}.{{ metric.name }})
        as decimal(18, {{ places }})
    )
{%- endmacro %}
