{# by how much the metric of gap_metric changes, above zero and in its own unit #}
{% macro gap_amount(before, after) -%}
    case
        {%- for metric in movable_metrics() %}
        when {{ after }}.{{ metric.name }} <> {{ before }}.{{ metric.name }}
            then cast({{ change(metric, before, after) }} as {{ bound_type() }})
        {%- endfor %}
    end
{%- endmacro %}
