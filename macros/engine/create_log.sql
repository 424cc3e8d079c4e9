{% macro create_log(relation, columns) -%}
    {{ return(adapter.dispatch('create_log', 'customer_segmentation')(relation, columns)) }}
{%- endmacro %}

{% macro default__create_log(relation, columns) -%}
    create table if not exists {{ relation }} (
        {%- for column, type in columns.items() %}
        {{ column }} {{ type }}{{ ',' if not loop.last }}
        {%- endfor %}
    )
{%- endmacro %}

{# the marts that show the log have rows of theirs deleted, which Spark's own formats can't #}
{% macro spark__create_log(relation, columns) -%}
    {{ customer_segmentation.default__create_log(relation, columns) }}
    using iceberg
{%- endmacro %}
