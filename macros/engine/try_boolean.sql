{# through text, so that a typed column and a number read as text does #}
{% macro try_boolean(column) -%}
    {{ return(adapter.dispatch('try_boolean', 'customer_segmentation')(column)) }}
{%- endmacro %}

{% macro default__try_boolean(column) -%}
    {%- set text = in_lower_case(clean_text(column)) -%}
    case
        when {{ text }} in ('true', 't', 'yes', 'y', '1') then true
        when {{ text }} in ('false', 'f', 'no', 'n', '0') then false
    end
{%- endmacro %}
