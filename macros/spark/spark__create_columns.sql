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
