{#
    the table of a seed, whose column types may be written as on other engines. Macros of the
    package have its name in front: the seed may be that of a project which has installed it
#}
{% macro spark__create_csv_table(model, agate_table) -%}
    {%- set columns = [] -%}
    {%- for column in agate_table.column_names -%}
        {%- do columns.append(
            adapter.quote(column) ~ ' '
            ~ customer_segmentation.seed_type(model, agate_table, loop.index0)
        ) -%}
    {%- endfor -%}
    {#- without a format it is one of Iceberg here, whose folder stays when a table is dropped -#}
    {%- set format = config.get('file_format') or 'iceberg' -%}
    {%- set replaced = format | lower in ['iceberg', 'delta'] -%}
    {%- set sql -%}
        create {{ 'or replace ' if replaced }}table {{ this }} (
            {{ columns | join(',\n            ') }}
        )
        {{ file_format_clause() }}
    {%- endset -%}
    {%- call statement('_') -%}
        {{ sql }}
    {%- endcall -%}
    {{ return(sql) }}
{%- endmacro %}
