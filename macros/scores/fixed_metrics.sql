{# the metrics whose scores have bounds of their own, whoever else there is #}
{% macro fixed_metrics() -%}
    {%- set fixed = [] -%}
    {%- for metric in ['recency', 'frequency', 'monetary'] -%}
        {%- do fixed.append(metric) if metric_setting('score_method', metric) == 'fixed' -%}
    {%- endfor -%}
    {{ return(fixed) }}
{%- endmacro %}
