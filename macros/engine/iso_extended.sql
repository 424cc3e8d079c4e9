{# a date in the basic form of ISO 8601 (20241231T140500Z) in its extended form #}
{% macro iso_extended(text) -%}
    {{ return(adapter.dispatch('iso_extended', 'customer_segmentation')(text)) }}
{%- endmacro %}

{# dashes, then a colon behind the hours, then one behind the minutes #}
{% macro default__iso_extended(text, group='\\') -%}
    regexp_replace(
        regexp_replace(
            regexp_replace(
                {{ text }}, '^([0-9]{4})([0-9]{2})([0-9]{2})($|[T ])',
                '{{ group }}1-{{ group }}2-{{ group }}3{{ group }}4'
            ), '^([0-9-]{10}[T ][0-9]{2})([0-9]{2})', '{{ group }}1:{{ group }}2'
        ), '^([0-9-]{10}[T ][0-9]{2}:[0-9]{2})([0-9]{2})', '{{ group }}1:{{ group }}2'
    )
{%- endmacro %}

{% macro spark__iso_extended(text) -%}
    {{ customer_segmentation.default__iso_extended(text, group='$') }}
{%- endmacro %}
