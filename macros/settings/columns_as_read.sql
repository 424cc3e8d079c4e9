{# the columns of an input, as null what its mapping lacks because it came later #}
{% macro columns_as_read(name) -%}
    {%- set read = read_columns(name) -%}
    {%- set columns = [] -%}
    {%- for column in inputs()[name].columns -%}
        {%- set missing = 'cast(null as ' ~ dbt.type_string() ~ ') as ' ~ column -%}
        {%- do columns.append(column if column in read else missing) -%}
    {%- endfor -%}
    {{ columns | join(',\n        ') }}
{%- endmacro %}
