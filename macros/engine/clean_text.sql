{% macro clean_text(column) -%}
    {{ return(adapter.dispatch('clean_text', 'customer_segmentation')(column)) }}
{%- endmacro %}

{#
    most texts have nothing to trim, and to see that takes a tenth of the time of trimming. A text
    inside JSON has quotes, and its null is a word
#}
{% macro default__clean_text(column) -%}
    {%- set text = 'cast(' ~ column ~ ' as ' ~ dbt.type_string() ~ ')' -%}
    {%- set blanks = "chr(9) || chr(10) || chr(13) || ' '" -%}
    case
        when typeof({{ column }}) = 'JSON'
            then nullif(trim(case
                when {{ text }} like '"%' then json_extract_string({{ text }}, '$')
                else nullif({{ text }}, 'null')
            end, {{ blanks }}), '')
        when
            {{ text }} >= '!'
            and not suffix({{ text }}, ' ') and not suffix({{ text }}, chr(9))
            and not suffix({{ text }}, chr(10)) and not suffix({{ text }}, chr(13))
            then {{ text }}
        else nullif(trim({{ text }}, {{ blanks }}), '')
    end
{%- endmacro %}

{# what is no JSON must not come near a cast: constants are cast while a query is planned #}
{% macro postgres__clean_text(column) -%}
    {%- set is_json -%}
        pg_typeof({{ column }}) in (cast('json' as regtype), cast('jsonb' as regtype))
    {%- endset -%}
    nullif(btrim(
        case
            when {{ is_json }}
                then (
                    cast(
                        case when {{ is_json }} then cast({{ column }} as text) end as jsonb
                    ) #>> '{}'
                ) collate "C"
            else {{ as_text(column) }}
        end, chr(9) || chr(10) || chr(13) || ' '
    ), '')
{%- endmacro %}

{% macro spark__clean_text(column) -%}
    nullif(
        trim(both concat(char(9), char(10), char(13), ' ') from cast({{ column }} as string)), ''
    )
{%- endmacro %}
