{% macro in_lower_case(text) -%}
    {{ return(adapter.dispatch('in_lower_case', 'customer_segmentation')(text)) }}
{%- endmacro %}

{% macro default__in_lower_case(text) -%}
    lower({{ text }})
{%- endmacro %}

{# whatever locale the database has, letters beyond ASCII are letters, and text sorts as it did #}
{% macro postgres__in_lower_case(text) -%}
    lower({{ text }} collate "und-x-icu") collate "C"
{%- endmacro %}
