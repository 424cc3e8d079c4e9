{# through text, so that 1.5 is no whole number wherever it comes from #}
{% macro try_integer(column) -%}
    {{ return(adapter.dispatch('try_integer', 'customer_segmentation')(column)) }}
{%- endmacro %}

{% macro default__try_integer(column) -%}
    {%- set text = clean_text(column) -%}
    case
        when regexp_full_match({{ text }}, '[+-]?[0-9]+([.]0*)?')
            then try_cast({{ text }} as integer)
    end
{%- endmacro %}

{# no engine here that tries a cast: what it would refuse is asked first #}
{% macro postgres__try_integer(column) -%}
    {%- set text = clean_text(column) -%}
    case
        when {{ text }} ~ '^[+-]?[0-9]{1,200}([.]0{0,200})?$'
            then case
                when cast({{ text }} as numeric) between -2147483648 and 2147483647
                    then cast(cast({{ text }} as numeric) as integer)
            end
    end
{%- endmacro %}

{% macro spark__try_integer(column) -%}
    {%- set text = clean_text(column) -%}
    case
        when {{ text }} rlike '^[+-]?[0-9]+([.]0*)?$'
            then try_cast(regexp_extract({{ text }}, '^[+-]?[0-9]+', 0) as integer)
    end
{%- endmacro %}
