{# the columns of the two logs; one that is new here is added to the tables that exist #}
{% macro run_log_columns(log) -%}
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
    }[log]) }}
{%- endmacro %}
