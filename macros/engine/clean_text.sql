{% macro clean_text(column) -%}
    {{ return(adapter.dispatch('clean_text', 'customer_segmentation')(column)) }}
{%- endmacro %}

{# most texts have nothing to trim, and to see that takes a tenth of the time of trimming #}
{% macro default__clean_text(column) -%}
    {%- set text = 'cast(' ~ column ~ ' as ' ~ dbt.type_string() ~ ')' -%}
    case
        when
            {{ text }} >= '!'
            and not suffix({{ text }}, ' ') and not suffix({{ text }}, chr(9))
            and not suffix({{ text }}, chr(10)) and not suffix({{ text }}, chr(13))
            then {{ text }}
        else nullif(trim({{ text }}, chr(9) || chr(10) || chr(13) || ' '), '')
    end
{%- endmacro %}

{% macro postgres__clean_text(column) -%}
    nullif(btrim({{ as_text(column) }}, chr(9) || chr(10) || chr(13) || ' '), '')
{%- endmacro %}

{% macro spark__clean_text(column) -%}
    nullif(
        trim(both concat(char(9), char(10), char(13), ' ') from cast({{ column }} as string)), ''
    )
{%- endmacro %}
