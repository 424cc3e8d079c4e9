{# at the end of a run: one row for each reason to reject a line, and for each data test #}
{% macro record_checks(results) -%}
    {%- set logged = run_log('data_quality_log') -%}
    {%- if not logged.is_recorded -%}
        {{ return('select 1 as nothing') }}
    {%- endif -%}
    {%- set queries = [] -%}
    {%- set lines = lines_read(results) -%}
    {%- set reasons = table_of('seed.customer_segmentation.rejection_reasons') -%}
    {%- if lines and reasons -%}
        {%- do queries.append(_input_checks(lines, reasons)) -%}
    {%- endif -%}
    {%- set findings = table_of('int_input_findings', results) -%}
    {%- if findings -%}
        {#- their sentences have examples, and who a customer is doesn't belong here -#}
        {%- do queries.append(
            "select check_name, 'input' as check_kind, description, "
            ~ "case when rows_failed > 0 then 'warned' else 'passed' end as status, "
            ~ "'warn' as severity, rows_checked, rows_failed from " ~ findings
        ) -%}
    {%- endif -%}
    {%- set tests = _recorded_tests(results) -%}
    {%- if tests -%}
        {%- do queries.append(_test_checks(tests)) -%}
    {%- endif -%}
    {%- if not queries -%}
        {{ return('select 1 as nothing') }}
    {%- endif -%}
    {%- set added -%}
    insert into {{ logged.table }} ({{ logged.columns | join(', ') }})
    select
        {{ text_literal(invocation_id) }} as run_id,
        check_name,
        check_kind,
        description,
        status,
        severity,
        rows_checked,
        rows_failed,
        {{ _pass_rate('rows_checked', 'rows_failed') }} as pass_rate
    from (
        {{ queries | join('\n        union all\n') }}
    ) as checks
    {%- endset -%}
    {{ committed(added) }}
{%- endmacro %}

{#
    the data tests of a run, one mapping each: what the record says of a test, and the table whose
    rows it has looked at, where that can be told
#}
{% macro _recorded_tests(results) -%}
    {%- set tests = [] -%}
    {%- for unique_id, outcome in run_outcomes(results).items() if outcome.kind == 'test' -%}
        {%- set node = graph.nodes[unique_id] -%}
        {%- set tested = node.attached_node or (node.depends_on.nodes | list | first) -%}
        {%- set is_run = outcome.status in ['pass', 'warn', 'fail'] -%}
        {%- do tests.append({
            'name': node.name if node.package_name == 'customer_segmentation'
                else unique_id[5:],
            'description': node.description | trim,
            'status': outcome.verdict,
            'severity': node.config.severity | lower,
            'relation': table_of(tested) if is_run and tested else none,
            'failures': outcome.failures if is_run else none,
        }) -%}
    {%- endfor -%}
    {{ return(tests) }}
{%- endmacro %}

{# the data tests of a run, with the rows of the table that each has looked at #}
{% macro _test_checks(tests) -%}
    {%- set relations = tests | map(attribute='relation') | select | map('string')
        | unique | sort -%}
    select
        tests.check_name,
        'test' as check_kind,
        tests.description,
        tests.status,
        tests.severity,
        tables.table_rows as rows_checked,
        cast(tests.rows_failed as bigint) as rows_failed
    from (
        values
        {%- for test in tests %}
        (
            {{ text_literal(test.name) }},
            {{ text_literal(test.description) if test.description
                else 'cast(null as ' ~ dbt.type_string() ~ ')' }},
            {{ text_literal(test.status) }},
            {{ text_literal(test.severity) }},
            cast({{ 'null' if test.failures is none else test.failures }} as bigint),
            {{ text_literal(test.relation) if test.relation
                else 'cast(null as ' ~ dbt.type_string() ~ ')' }}
        ){{ ',' if not loop.last }}
        {%- endfor %}
    ) as tests (check_name, description, status, severity, rows_failed, relation)
    left join (
        {%- for relation in relations %}
        select {{ text_literal(relation) }} as relation, count(*) as table_rows from {{ relation }}
        {{ 'union all' if not loop.last }}
        {%- else %}
        select cast(null as {{ dbt.type_string() }}) as relation, 0 as table_rows
        {%- endfor %}
    ) as tables
        on tests.relation = tables.relation
{%- endmacro %}

{# each reason to reject a line as a check of all lines read; those that nothing failed too #}
{% macro _input_checks(lines, reasons) -%}
    select
        reasons.reason as check_name,
        'input' as check_kind,
        reasons.description,
        case when rejected.order_lines > 0 then 'warned' else 'passed' end as status,
        'warn' as severity,
        everything.order_lines as rows_checked,
        coalesce(rejected.order_lines, 0) as rows_failed
    from {{ reasons }} as reasons
    cross join (select count(*) as order_lines from {{ lines }} as lines_read) as everything
    left join (
        select rejection_reason, count(*) as order_lines
        from {{ lines }} as lines_read
        group by rejection_reason
    ) as rejected
        on reasons.reason = rejected.rejection_reason
{%- endmacro %}

{# rounded down, never up: 1 is said only where nothing failed #}
{% macro _pass_rate(checked, failed) -%}
    case
        when {{ checked }} = 0 then null
        when {{ failed }} >= {{ checked }} then 0
        else cast(
            cast(
                {{ integer_divide(
                    '1000000 * (' ~ checked ~ ' - ' ~ failed ~ ')', checked
                ) }} as decimal(12, 0)
            ) * 0.000001 as decimal(18, 6)
        )
    end
{%- endmacro %}
