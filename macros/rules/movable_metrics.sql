{# the metrics that a customer can be moved on; scores and standings follow from them #}
{% macro movable_metrics() -%}
    {{ return(rule_metrics() | selectattr('step') | rejectattr('made_from') | list) }}
{%- endmacro %}
