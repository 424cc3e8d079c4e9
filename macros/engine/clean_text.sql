{% macro clean_text(column) -%}
    {{ return(adapter.dispatch('clean_text', 'customer_segmentation')(column)) }}
{%- endmacro %}

{% macro default__clean_text(column) -%}
    nullif(
        trim(cast({{ column }} as {{ dbt.type_string() }}), chr(9) || chr(10) || chr(13) || ' '), ''
    )
{%- endmacro %}

{% macro postgres__clean_text(column) -%}
    nullif(btrim({{ as_text(column) }}, chr(9) || chr(10) || chr(13) || ' '), '')
{%- endmacro %}

{% macro spark__clean_text(column) -%}
    nullif(
        trim(both concat(char(9), char(10), char(13), ' ') from cast({{ column }} as string)), ''
    )
{%- endmacro %}
