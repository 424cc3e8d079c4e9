{# the table of a seed, whose column types may be written as on other engines #}
{% macro spark__create_csv_table(model, agate_table) -%}
    {%- set columns = [] -%}
    {%- for column in agate_table.column_names -%}
        {%- do columns.append(
            adapter.quote(column) ~ ' ' ~ seed_type(model, agate_table, loop.index0)
        ) -%}
    {%- endfor -%}
    {%- set sql -%}
        create or replace table {{ this }} (
            {{ columns | join(',\n            ') }}
        )
        {{ file_format_clause() }}
    {%- endset -%}
    {%- call statement('_') -%}
        {{ sql }}
    {%- endcall -%}
    {{ return(sql) }}
{%- endmacro %}
