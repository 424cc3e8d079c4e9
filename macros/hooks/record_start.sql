{#
    before anything else, the check of settings included: the run is on record. The row stays as it
    is if the run is killed; a run that ends adds a second one. Rows are only ever added, so nothing
    that goes wrong in between can lose a run.
#}
{% macro record_start() -%}
    {%- if is_recorded() -%}
        {%- do adapter.create_schema(run_log('pipeline_run_log').without_identifier()) -%}
        {%- do _complete_log('pipeline_run_log') -%}
        {%- do _complete_log('data_quality_log') -%}
        {{ inserted('pipeline_run_log', run_row('started')) }}
    {%- else -%}
        select 1 as nothing
    {%- endif -%}
{%- endmacro %}

{# makes the table of a log, or adds to the one there is the columns that it lacks; drops nothing #}
{% macro _complete_log(name) -%}
    {%- set relation = run_log(name) -%}
    {%- set columns = run_log_columns(name) -%}
    {%- do run_query(committed(create_log(relation, columns))) -%}
    {%- set present = column_names(relation) -%}
    {%- for column, type in columns.items() if column not in present -%}
        {%- do run_query(committed(
            'alter table ' ~ relation ~ ' add column ' ~ column ~ ' ' ~ type
        )) -%}
    {%- endfor -%}
{%- endmacro %}
