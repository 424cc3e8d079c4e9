{#
    before anything else, the check of settings included: the run is on record. The row stays as it
    is if the run is killed; a run that ends adds a second one. Rows are only ever added, so nothing
    that goes wrong in between can lose a run.
#}
{% macro record_start() -%}
    {%- if is_recorded() -%}
        {%- do adapter.create_schema(run_log('pipeline_run_log').without_identifier()) -%}
        {%- do complete_log('pipeline_run_log') -%}
        {%- do complete_log('data_quality_log') -%}
        {{ inserted('pipeline_run_log', run_row('started')) }}
    {%- else -%}
        select 1 as nothing
    {%- endif -%}
{%- endmacro %}
