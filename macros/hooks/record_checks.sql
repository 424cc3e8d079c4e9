{# at the end of a run: one row for each reason to reject a line, and for each data test #}
{% macro record_checks(results) -%}
    {%- if not is_recorded() -%}
        {{ return('select 1 as nothing') }}
    {%- endif -%}
    {%- set queries = [] -%}
    {%- set lines = built_relation(results, 'int_order_lines_checked') -%}
    {%- set reasons = existing_table('seed.customer_segmentation.rejection_reasons') -%}
    {%- if lines and reasons -%}
        {%- do queries.append(input_checks(lines, reasons)) -%}
    {%- endif -%}
    {%- set findings = built_relation(results, 'int_input_findings') -%}
    {%- if findings -%}
        {#- their sentences have examples, and who a customer is doesn't belong here -#}
        {%- do queries.append(
            "select check_name, 'input' as check_kind, description, "
            ~ "case when rows_failed > 0 then 'warned' else 'passed' end as status, "
            ~ "'warn' as severity, rows_checked, rows_failed from " ~ findings
        ) -%}
    {%- endif -%}
    {%- set tests = recorded_tests(results) -%}
    {%- if tests -%}
        {%- do queries.append(test_checks(tests)) -%}
    {%- endif -%}
    {%- if not queries -%}
        {{ return('select 1 as nothing') }}
    {%- endif -%}
    {%- set query -%}
    select
        {{ text_literal(invocation_id) }} as run_id,
        check_name,
        check_kind,
        description,
        status,
        severity,
        rows_checked,
        rows_failed,
        {{ pass_rate('rows_checked', 'rows_failed') }} as pass_rate
    from (
        {{ queries | join('\n        union all\n') }}
    ) as checks
    {%- endset -%}
    {{ inserted('data_quality_log', query) }}
{%- endmacro %}
