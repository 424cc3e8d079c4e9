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
