{% macro raise_sentence(sentence) -%}
    {{ return(adapter.dispatch('raise_sentence', 'customer_segmentation')(sentence)) }}
{%- endmacro %}

{% macro default__raise_sentence(sentence) -%}
    error({{ sentence }})
{%- endmacro %}

{# PostgreSQL raises nothing from plain SQL, but repeats the text that it cannot cast #}
{% macro postgres__raise_sentence(sentence) -%}
    cast({{ sentence }} as integer)
{%- endmacro %}

{% macro spark__raise_sentence(sentence) -%}
    raise_error({{ sentence }})
{%- endmacro %}
