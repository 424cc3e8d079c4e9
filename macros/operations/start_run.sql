{#
    before anything is built: the run is on record, and every setting that is wrong stops it, in one
    message. The row stays as it is if the run is killed; a run that ends adds a second one. Rows
    are only ever added, so nothing that goes wrong in between can lose a run
#}
{% macro start_run() -%}
    {%- set is_on_record = is_recorded() -%}
    {%- if is_on_record -%}
        {%- do adapter.create_schema(run_log('pipeline_run_log').without_identifier()) -%}
        {%- do _complete_log('pipeline_run_log') -%}
        {%- do _complete_log('data_quality_log') -%}
        {%- do run_query(record_run()) -%}
    {%- endif -%}
    {%- set problems = wrong_settings() -%}
    {%- if problems -%}
        {#- a run that is stopped here gets no hooks at its end -#}
        {%- if is_on_record -%}
            {%- do run_query(record_run([])) -%}
            {%- do run_query(show_runs('fct_pipeline_runs')) -%}
        {%- endif -%}
        {{ exceptions.raise_compiler_error(problems | join('\n')) }}
    {%- endif -%}
    select 1 as nothing
{%- endmacro %}

{# makes the table of a log, or adds to the one there is the columns that it lacks; drops nothing #}
{% macro _complete_log(name) -%}
    {%- set relation = run_log(name) -%}
    {%- set columns = run_log_columns(name) -%}
    {%- do run_query(committed(_create_log(relation, columns))) -%}
    {%- set present = column_names(relation) -%}
    {%- for column, type in columns.items() if column not in present -%}
        {%- do run_query(committed(
            'alter table ' ~ relation ~ ' add column ' ~ column ~ ' ' ~ type
        )) -%}
    {%- endfor -%}
{%- endmacro %}

{% macro _create_log(relation, columns) -%}
    {{ return(adapter.dispatch('_create_log', 'customer_segmentation')(relation, columns)) }}
{%- endmacro %}

{% macro default___create_log(relation, columns) -%}
    create table if not exists {{ relation }} (
        {%- for column, type in columns.items() %}
        {{ column }} {{ type }}{{ ',' if not loop.last }}
        {%- endfor %}
    )
{%- endmacro %}

{# the marts that show the log have rows of theirs deleted, which Spark's own formats can't #}
{% macro spark___create_log(relation, columns) -%}
    {{ customer_segmentation.default___create_log(relation, columns) }}
    using iceberg
{%- endmacro %}
