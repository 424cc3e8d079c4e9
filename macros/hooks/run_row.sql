{# one row for the log of runs: what is known of every run, and what is given; the rest is null #}
{% macro run_row(status, given={}, relations=[]) -%}
    {#- a wrong setting stops the run, which is on record as well -#}
    {%- set shown = {} -%}
    {%- for name in ['personal_data', 'small_cell_floor']
        if not setting_problem(name, settings()[name], setting(name)) | trim -%}
        {%- do shown.update({name: text_literal(setting(name))}) -%}
    {%- endfor -%}
    {%- set values = {
        'run_id': text_literal(invocation_id),
        'command': text_literal([
            invocation_args_dict.get('which', 'unknown'),
            '--empty' if invocation_args_dict.get('empty') else '',
            '--sample' if invocation_args_dict.get('sample') else '',
        ] | select | join(' ')),
        'status': text_literal(status),
        'engine': text_literal(adapter.type()),
        'engine_version': engine_version(),
        'dbt_version': text_literal(dbt_version),
        'project_version': text_literal(package_version()),
        'is_published': 'false',
        'publishes_personal_data':
            'true' if setting('publish_personal_data') is sameas true else 'false',
        'started_at': utc_literal(run_started_at),
    } -%}
    {%- do values.update(shown) -%}
    {%- do values.update(given) -%}
    select
        {%- for column, type in run_log_columns('pipeline_run_log').items() %}
        cast({{ values.get(column, 'null') }} as {{ type }}) as {{ column }}
        {{- ',' if not loop.last }}
        {%- endfor %}
    {%- if relations %}
    from {{ relations | join(' cross join ') }}
    {%- endif %}
{%- endmacro %}
