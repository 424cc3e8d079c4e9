{# the metric that changes; of several, the first in the list of metrics #}
{% macro gap_metric(before, after) -%}
    case
        {%- for metric in movable_metrics() %}
        when {{ after }}.{{ metric.name }} <> {{ before }}.{{ metric.name }}
            then '{{ metric.name }}'
        {%- endfor %}
    end
{%- endmacro %}
