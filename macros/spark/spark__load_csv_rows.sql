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
            ~ customer_segmentation.seed_type(model, agate_table, loop.index0) ~ ')'
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
