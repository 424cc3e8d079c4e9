{# score_method and score_ties are one for all metrics, or a mapping by metric #}
{% macro metric_setting(name, metric) -%}
    {%- set value = setting(name) -%}
    {%- if value is mapping -%}
        {{ return(value.get(metric, {'score_method': 'rank', 'score_ties': 'shared'}[name])) }}
    {%- else -%}
        {{ return(value) }}
    {%- endif -%}
{%- endmacro %}
