{% macro spark__dateadd(datepart, interval, from_date_or_timestamp) -%}
    {%- if datepart == 'day' -%}
    date_add({{ from_date_or_timestamp }}, cast({{ interval }} as integer))
    {%- elif datepart == 'month' -%}
    add_months({{ from_date_or_timestamp }}, cast({{ interval }} as integer))
    {%- else -%}
    {{ return(dbt.spark__dateadd(datepart, interval, from_date_or_timestamp)) }}
    {%- endif -%}
{%- endmacro %}

{% macro spark__datediff(first_date, second_date, datepart) -%}
    {%- if datepart == 'day' -%}
    datediff({{ second_date }}, {{ first_date }})
    {%- elif datepart == 'month' -%}
    (
        12 * (year({{ second_date }}) - year({{ first_date }}))
        + month({{ second_date }}) - month({{ first_date }})
    )
    {%- else -%}
    {{ return(dbt.spark__datediff(first_date, second_date, datepart)) }}
    {%- endif -%}
{%- endmacro %}

{#
    what is there, each with its description; of a table of Iceberg it is said that it is one, which
    dbt-spark looks for
#}
{% macro spark__list_relations_without_caching(relation) -%}
    {%- call statement('list_relations_without_caching', fetch_result=true) -%}
        show table extended in {{ relation.schema }} like '*'
    {%- endcall -%}
    {%- set rows = [] -%}
    {%- for row in load_result('list_relations_without_caching').table.rows -%}
        {%- set is_iceberg = 'table_type=ICEBERG' in row[3] and 'Type: VIEW' not in row[3] -%}
        {%- do rows.append((
            row[0], row[1], row[2], row[3] ~ ('\nProvider: iceberg' if is_iceberg else '')
        )) -%}
    {%- endfor -%}
    {{ return(rows) }}
{%- endmacro %}

{#
    the columns that a snapshot's table lacks. Of a list of keys dbt-spark counts the copies among
    them that it makes for comparing; with those in the table it would read each of them twice
#}
{% macro spark__create_columns(relation, columns) -%}
    {%- set added = [] -%}
    {%- for column in columns if not column.name.lower().startswith('dbt_unique_key') -%}
        {%- do added.append('`' ~ column.name ~ '` ' ~ column.data_type) -%}
    {%- endfor -%}
    {%- if added -%}
        {%- call statement('add_columns') -%}
            alter table {{ relation }} add columns ({{ added | join(', ') }})
        {%- endcall -%}
    {%- endif -%}
{%- endmacro %}

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
