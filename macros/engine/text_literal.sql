{% macro text_literal(text) -%}
    {{ return(adapter.dispatch('text_literal', 'customer_segmentation')(text)) }}
{%- endmacro %}

{% macro default__text_literal(text) -%}
    '{{ text | string | replace("'", "''") }}'
{%- endmacro %}

{#
    two apostrophes end a text there and begin the next, a backslash takes what follows, and what
    stands in ${} is replaced by a setting or a variable of the machine before the query is read
#}
{% macro spark__text_literal(text) -%}
    {%- set text = text | string | replace("\\", "\\\\") | replace("'", "\\'") -%}
    '{{ text | replace("${", "\\u0024{") }}'
{%- endmacro %}
