{#
    a run in the log of runs: that it has started or, with its results, how it ended and what became
    of the lines if it has read them
#}
{% macro record_run(results=none) -%}
    {%- if not run_log('pipeline_run_log').is_recorded -%}
        {{ return('select 1 as nothing') }}
    {%- elif results is none -%}
        {{ return(committed(_run_row('started'))) }}
    {%- endif -%}
    {%- set outcomes = run_outcomes(results) -%}
    {%- set verdicts = outcomes.values() | rejectattr('kind', 'equalto', 'exposure')
        | map(attribute='verdict') | list -%}
    {%- set now = modules.datetime.datetime.now(modules.pytz.utc) -%}
    {%- set seconds = (now - run_started_at.astimezone(modules.pytz.utc)).total_seconds() -%}
    {#- a clock that was put back in between has no say -#}
    {%- set seconds = [seconds, 0] | max -%}
    {%- set values = _run_counts(outcomes) -%}
    {%- do values.update({
        'duration_seconds': '%.3f' | format(seconds), 'finished_at': _utc_literal(now),
    }) -%}
    {%- set lines = lines_read(results) -%}
    {%- set dates = table_of('int_as_of_dates', results) -%}
    {%- set relations = [] -%}
    {%- if lines -%}
        {%- do relations.append('(' ~ _run_lines(lines) ~ ') as run_lines') -%}
        {%- for column in [
            'lines_read', 'lines_accepted', 'lines_rejected', 'amount_read', 'amount_accepted',
            'amount_rejected', 'rejected_by_reason',
        ] -%}
            {%- do values.update({column: column}) -%}
        {%- endfor -%}
    {%- endif -%}
    {%- if dates -%}
        {%- do relations.append('(select as_of_date from ' ~ dates ~ ') as run_dates') -%}
        {%- do values.update({'as_of_date': 'as_of_date'}) -%}
    {%- endif -%}
    {%- set is_good = 'failed' not in verdicts and 'skipped' not in verdicts -%}
    {{ committed(_run_row('succeeded' if is_good else 'failed', values, relations)) }}
{%- endmacro %}

{# adds a row to the log: what is known of every run, and what is given; the rest is null #}
{% macro _run_row(status, given={}, relations=[]) -%}
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
        'engine_version': _engine_version(),
        'dbt_version': text_literal(dbt_version),
        'project_version': text_literal(package_version()),
        'is_published': 'false',
        'publishes_personal_data':
            'true' if setting('publish_personal_data') is sameas true else 'false',
        'started_at': _utc_literal(run_started_at),
    } -%}
    {%- do values.update(shown) -%}
    {%- do values.update(given) -%}
    {%- set logged = run_log('pipeline_run_log') %}
    insert into {{ logged.table }} ({{ logged.columns | join(', ') }})
    select
        {%- for column, type in logged.columns.items() %}
        cast({{ values.get(column, 'null') }} as {{ type }}) as {{ column }}
        {{- ',' if not loop.last }}
        {%- endfor %}
    {%- if relations %}
    from {{ relations | join(' cross join ') }}
    {%- endif %}
{%- endmacro %}

{# the outcomes of a run by kind and verdict, as the columns of the log that count them #}
{% macro _run_counts(outcomes) -%}
    {%- set counts = {
        'models_built': 0, 'models_failed': 0, 'models_skipped': 0, 'tests_run': 0,
        'tests_passed': 0, 'tests_warned': 0, 'tests_failed': 0, 'tests_skipped': 0,
    } -%}
    {%- for outcome in outcomes.values() if outcome.kind in ['model', 'test', 'unit_test'] -%}
        {%- set verdict = outcome.verdict -%}
        {%- if outcome.kind == 'model' -%}
            {%- set names = ['models_' ~ ('built' if verdict == 'passed' else verdict)] -%}
        {%- else -%}
            {%- set names = ['tests_' ~ verdict] -%}
            {%- do names.append('tests_run') if verdict != 'skipped' -%}
        {%- endif -%}
        {%- for name in names -%}
            {%- do counts.update({name: counts[name] + 1}) -%}
        {%- endfor -%}
    {%- endfor -%}
    {{ return(counts) }}
{%- endmacro %}

{# what became of the lines that were read, as a query of one row #}
{% macro _run_lines(lines) -%}
    with

    reasons as (

        select
            rejection_reason,
            count(*) as order_lines,
            coalesce(sum(line_amount), 0) as amount
        from {{ lines }} as lines_read
        group by rejection_reason

    ),

    accepted as (

        select
            coalesce(sum(order_lines), 0) as order_lines,
            coalesce(sum(amount), 0) as amount
        from reasons
        where rejection_reason is null

    ),

    rejected as (

        select
            coalesce(sum(order_lines), 0) as order_lines,
            coalesce(sum(amount), 0) as amount,
            {{ joined_text(
                "rejection_reason || ' ' || cast(order_lines as " ~ dbt.type_string() ~ ')',
                'order_lines desc, rejection_reason',
                ', ',
            ) }} as by_reason
        from reasons
        where rejection_reason is not null

    )

    select
        accepted.order_lines + rejected.order_lines as lines_read,
        accepted.order_lines as lines_accepted,
        rejected.order_lines as lines_rejected,
        accepted.amount + rejected.amount as amount_read,
        accepted.amount as amount_accepted,
        rejected.amount as amount_rejected,
        rejected.by_reason as rejected_by_reason
    from accepted
    cross join rejected
{%- endmacro %}

{# a moment of the run's clock, which is UTC, as text that every engine casts to a timestamp #}
{% macro _utc_literal(moment) -%}
    '{{ moment.astimezone(modules.pytz.utc).strftime("%Y-%m-%d %H:%M:%S.%f") }}'
{%- endmacro %}

{# the version that the engine says it has, as an expression #}
{% macro _engine_version() -%}
    {{ return(adapter.dispatch('_engine_version', 'customer_segmentation')()) }}
{%- endmacro %}

{% macro default___engine_version() -%}
    version()
{%- endmacro %}

{# version() is a sentence there: PostgreSQL 15.6 on x86_64-pc-linux-gnu, compiled by ... #}
{% macro postgres___engine_version() -%}
    current_setting('server_version')
{%- endmacro %}

{# version() is the version and the commit it was made of #}
{% macro spark___engine_version() -%}
    substring_index(version(), ' ', 1)
{%- endmacro %}
