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
