{# at the end of a run: how it ended, and what became of the lines if the run has read them #}
{% macro record_run(results) -%}
    {%- if not is_recorded() -%}
        {{ return('select 1 as nothing') }}
    {%- endif -%}
    {%- set outcomes = run_outcomes(results) -%}
    {%- set verdicts = [] -%}
    {%- for outcome in outcomes.values() if outcome.kind != 'exposure' -%}
        {%- do verdicts.append(how_it_ended(outcome.status)) -%}
    {%- endfor -%}
    {%- set now = modules.datetime.datetime.now(modules.pytz.utc) -%}
    {%- set seconds = (now - run_started_at.astimezone(modules.pytz.utc)).total_seconds() -%}
    {#- a clock that was put back in between has no say -#}
    {%- set seconds = [seconds, 0] | max -%}
    {%- set values = _run_counts(outcomes) -%}
    {%- do values.update({
        'duration_seconds': '%.3f' | format(seconds), 'finished_at': utc_literal(now),
    }) -%}
    {%- set lines = built_relation(results, 'int_order_lines_checked') -%}
    {%- set dates = built_relation(results, 'int_as_of_dates') -%}
    {%- set relations = [] -%}
    {%- if lines -%}
        {%- do relations.append('(' ~ run_lines(lines) ~ ') as run_lines') -%}
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
    {{ inserted('pipeline_run_log', run_row(
        'succeeded' if is_good else 'failed', values, relations
    )) }}
{%- endmacro %}

{# the outcomes of a run by kind and verdict, as the columns of the log that count them #}
{% macro _run_counts(outcomes) -%}
    {%- set counts = {
        'models_built': 0, 'models_failed': 0, 'models_skipped': 0, 'tests_run': 0,
        'tests_passed': 0, 'tests_warned': 0, 'tests_failed': 0, 'tests_skipped': 0,
    } -%}
    {%- for outcome in outcomes.values() -%}
        {%- set names = [] -%}
        {%- if outcome.kind == 'model' -%}
            {%- do names.append('models_' ~ how_it_ended(outcome.status, 'built')) -%}
        {%- elif outcome.kind in ['test', 'unit_test'] -%}
            {%- do names.append('tests_' ~ how_it_ended(outcome.status, 'passed')) -%}
            {%- do names.append('tests_run') if outcome.status != 'skipped' -%}
        {%- endif -%}
        {%- for name in names -%}
            {%- do counts.update({name: counts[name] + 1}) -%}
        {%- endfor -%}
    {%- endfor -%}
    {{ return(counts) }}
{%- endmacro %}
