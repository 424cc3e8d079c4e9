{# the columns that a table has in the database, in lower case #}
{% macro column_names(relation) -%}
    {%- set nothing = run_query('select * from ' ~ relation ~ ' where 1 = 0') -%}
    {{ return(nothing.column_names | map('lower') | list) }}
{%- endmacro %}
