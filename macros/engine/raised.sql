{# fail_calc of a test whose rows are sentences (`problem`): the build stops with them #}
{% macro raised() -%}
    count({{ _raise_sentence('problem') }})
{%- endmacro %}

{# stops the query with a sentence as its error, as soon as it is evaluated #}
{% macro _raise_sentence(sentence) -%}
    {{ return(adapter.dispatch('_raise_sentence', 'customer_segmentation')(sentence)) }}
{%- endmacro %}

{% macro default___raise_sentence(sentence) -%}
    error({{ sentence }})
{%- endmacro %}

{# PostgreSQL raises nothing from plain SQL, but repeats the text that it cannot cast #}
{% macro postgres___raise_sentence(sentence) -%}
    cast({{ sentence }} as integer)
{%- endmacro %}

{% macro spark___raise_sentence(sentence) -%}
    raise_error({{ sentence }})
{%- endmacro %}
