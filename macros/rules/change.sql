{# by how much a metric differs, above zero and in its own unit #}
{% macro change(metric, before, after) -%}
    cast(
        abs({{ after }}.{{ metric.name }} - {{ before }}.{{ metric.name }})
        as {{ metric.type }}
    )
{%- endmacro %}
