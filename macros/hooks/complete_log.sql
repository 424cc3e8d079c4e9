{# makes the table of a log, or adds to the one there is the columns that it lacks; drops nothing #}
{% macro complete_log(name) -%}
    {%- set relation = run_log(name) -%}
    {%- set columns = run_log_columns(name) -%}
    {%- do run_query(committed(create_log(relation, columns))) -%}
    {%- set present = column_names(relation) -%}
    {%- for column, type in columns.items() if column not in present -%}
        {%- do run_query(committed(
            'alter table ' ~ relation ~ ' add column ' ~ column ~ ' ' ~ type
        )) -%}
    {%- endfor -%}
{%- endmacro %}
