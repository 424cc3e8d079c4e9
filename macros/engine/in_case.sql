{# a text in lower or upper case, letters beyond ASCII too #}
{% macro in_case(case, text) -%}
    {{ return(adapter.dispatch('in_case', 'customer_segmentation')(case, text)) }}
{%- endmacro %}

{% macro default__in_case(case, text) -%}
    {{ case }}({{ text }})
{%- endmacro %}

{# whatever locale the database has, letters beyond ASCII are letters, and text sorts as it did #}
{% macro postgres__in_case(case, text) -%}
    {{ case }}({{ text }} collate "und-x-icu") collate "C"
{%- endmacro %}
