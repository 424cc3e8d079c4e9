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
    {%- set lines = lines_read(results) -%}
    {%- set dates = built_relation(results, 'int_as_of_dates') -%}
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
