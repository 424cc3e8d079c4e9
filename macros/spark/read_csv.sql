{#
    a table over a file of text, read where it lies: Spark's short form for files, csv.`path`, knows
    no header. Nothing is guessed: every column is text, an empty cell is null, a quoted one is not
    (which Spark tells apart only if null is written in some other way, here as a control character)
#}
{% macro read_csv(file, table) -%}
    {%- set schema = table.split('.')[:-1] | join('.') -%}
    {%- if not schema -%}
        {{ exceptions.raise_compiler_error(
            table ~ ' names no table: it takes a schema and a name, e.g. raw.lines.'
        ) }}
    {%- endif -%}
    {%- set statements = [
        'create schema if not exists ' ~ schema,
        'drop table if exists ' ~ table,
        'create table ' ~ table ~ " using csv options (header 'true', multiLine 'true', "
            ~ "quote '\"', escape '\"', nullValue '\\001') location "
            ~ customer_segmentation.text_literal(file),
    ] -%}
    {%- for text in statements -%}
        {%- call statement('read_csv') -%}
            {{ text }}
        {%- endcall -%}
    {%- endfor -%}
{%- endmacro %}
