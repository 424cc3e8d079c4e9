{% macro try_decimal(column, type) -%}
    {{ return(adapter.dispatch('try_decimal', 'customer_segmentation')(column, type)) }}
{%- endmacro %}

{% macro default__try_decimal(column, type) -%}
    {%- set text = clean_text(column) -%}
    case
        when typeof({{ column }}) <> 'VARCHAR'
            then try_cast({{ column }} as {{ type }})
        when regexp_full_match({{ text }}, '[+-]?([0-9]+([.][0-9]*)?|[.][0-9]+)')
            then try_cast({{ text }} as {{ type }})
    end
{%- endmacro %}
