{#
    one of the two logs of runs, which hooks write and dbt knows nothing of: its table, beside the
    staging models that read it, its columns, and whether this run is recorded: it works on a node
    of this package, be it among others
#}
{% macro run_log(name) -%}
    {%- set reader = graph.nodes.get(
        'model.customer_segmentation.stg_segmentation__pipeline_runs'
    ) if execute else none -%}
    {%- set own = [] -%}
    {%- for unique_id in (selected_resources if reader else [])
        if unique_id.split('.')[1] == 'customer_segmentation' -%}
        {%- do own.append(unique_id) -%}
    {%- endfor -%}
    {{ return({
        'table': api.Relation.create(
            database=reader.database, schema=reader.schema, identifier=name, type='table'
        ) if reader else name,
        'columns': _log_columns(name),
        'is_recorded': own | length > 0,
    }) }}
{%- endmacro %}

{# with their types; one that is new here is added to the tables that exist #}
{% macro _log_columns(name) -%}
    {%- set text = dbt.type_string() -%}
    {%- set money = 'decimal(38, 6)' -%}
    {{ return({
        'pipeline_run_log': {
            'run_id': text, 'command': text, 'status': text, 'engine': text,
            'engine_version': text, 'dbt_version': text, 'project_version': text,
            'rejected_by_reason': text, 'personal_data': text, 'models_built': 'bigint',
            'models_failed': 'bigint', 'models_skipped': 'bigint', 'tests_run': 'bigint',
            'tests_passed': 'bigint', 'tests_warned': 'bigint', 'tests_failed': 'bigint',
            'tests_skipped': 'bigint', 'small_cell_floor': 'bigint',
            'lines_read': 'bigint', 'lines_accepted': 'bigint', 'lines_rejected': 'bigint',
            'amount_read': money, 'amount_accepted': money, 'amount_rejected': money,
            'duration_seconds': 'decimal(18, 3)', 'is_published': 'boolean',
            'publishes_personal_data': 'boolean', 'as_of_date': 'date',
            'started_at': 'timestamp', 'finished_at': 'timestamp',
        },
        'data_quality_log': {
            'run_id': text, 'check_name': text, 'check_kind': text, 'description': text,
            'status': text, 'severity': text, 'rows_checked': 'bigint', 'rows_failed': 'bigint',
            'pass_rate': 'decimal(18, 6)',
        },
    }[name]) }}
{%- endmacro %}
