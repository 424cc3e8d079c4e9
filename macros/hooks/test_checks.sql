{# the data tests of a run, with the rows of the table that each has looked at #}
{% macro test_checks(tests) -%}
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
