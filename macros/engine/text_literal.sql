{% macro text_literal(text) -%}
    {{ return(adapter.dispatch('text_literal', 'customer_segmentation')(text)) }}
{%- endmacro %}

{% macro default__text_literal(text) -%}
    '{{ text | string | replace("'", "''") }}'
{%- endmacro %}

{# two apostrophes end a text there and begin the next, and a backslash takes what follows #}
{% macro spark__text_literal(text) -%}
    '{{ text | string | replace("\\", "\\\\") | replace("'", "\\'") }}'
{%- endmacro %}
