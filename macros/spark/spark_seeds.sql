{#
    the table of a seed, whose column types may be written as on other engines. Macros of the
    package have its name in front: the seed may be that of a project which has installed it
#}
{% macro spark__create_csv_table(model, agate_table) -%}
    {%- set columns = [] -%}
    {%- for column in agate_table.column_names -%}
        {%- do columns.append(
            adapter.quote(column) ~ ' '
            ~ customer_segmentation._seed_type(model, agate_table, loop.index0)
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

{#
    the rows of a seed go as one text of JSON, which has a null that is no text, and which Spark
    reads on any node of a cluster, where the file is not
#}
{% macro spark__load_csv_rows(model, agate_table) -%}
    {%- set columns = agate_table.column_names -%}
    {%- set fields = [] -%}
    {%- set cells = [] -%}
    {%- for column in columns -%}
        {%- do fields.append('c' ~ loop.index0 ~ ' string') -%}
        {%- do cells.append(
            'cast(c' ~ loop.index0 ~ ' as '
            ~ customer_segmentation._seed_type(model, agate_table, loop.index0) ~ ')'
        ) -%}
    {%- endfor -%}
    {%- set statements = [] -%}
    {%- for chunk in agate_table.rows | batch(get_batch_size()) -%}
        {%- set rows = [] -%}
        {%- for row in chunk -%}
            {%- set named = {} -%}
            {%- for cell in row -%}
                {%- set text = cell if cell is none else cell | string -%}
                {%- do named.update({'c' ~ loop.index0: text}) -%}
            {%- endfor -%}
            {%- do rows.append(named) -%}
        {%- endfor -%}
        {%- set sql -%}
            insert into {{ this }}
            select {{ cells | join(', ') }}
            from (
                select inline(from_json(
                    {{ customer_segmentation.text_literal(tojson(rows)) }},
                    'array<struct<{{ fields | join(', ') }}>>'
                ))
            ) as rows
        {%- endset -%}
        {%- do adapter.add_query(sql, abridge_sql_log=true) -%}
        {%- do statements.append(sql) if not statements -%}
    {%- endfor -%}
    {{ return(statements[0]) }}
{%- endmacro %}

{# a statement of 10,000 rows is quick, and one of a million would not fit #}
{% macro spark__get_batch_size() -%}
    {{ return(10000) }}
{%- endmacro %}

{# type of a seed's column on Spark: the one that is configured, else the one of its values #}
{% macro _seed_type(model, agate_table, position) -%}
    {%- set given = model.config.get('column_types', {}).get(
        agate_table.column_names[position], adapter.convert_type(agate_table, position)
    ) -%}
    {{ return(dbt.type_string() if given | lower in ['varchar', 'text'] else given) }}
{%- endmacro %}
