{# a run that is stopped before it builds anything gets no hooks at its end: it is recorded here #}
{% macro record_stop() -%}
    {%- if is_recorded() -%}
        {%- do run_query(record_run([])) -%}
        {%- do run_query(show_runs('fct_pipeline_runs', 'stg_segmentation__pipeline_runs')) -%}
    {%- endif -%}
{%- endmacro %}
