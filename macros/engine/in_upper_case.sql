{% macro in_upper_case(text) -%}
    {{ return(adapter.dispatch('in_upper_case', 'customer_segmentation')(text)) }}
{%- endmacro %}

{% macro default__in_upper_case(text) -%}
    upper({{ text }})
{%- endmacro %}

{# whatever locale the database has, letters beyond ASCII are letters, and text sorts as it did #}
{% macro postgres__in_upper_case(text) -%}
    upper({{ text }} collate "und-x-icu") collate "C"
{%- endmacro %}
