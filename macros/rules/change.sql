{# by how much a metric differs, above zero and in its own unit #}
{% macro change(metric, before, after) -%}
    cast(
        abs({{ after }}.{{ metric.name }} - {{ before }}.{{ metric.name }})
        as {{ step_type(metric) }}
    )
{%- endmacro %}
