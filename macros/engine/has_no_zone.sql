{# whether a moment is written with its time of day and without its zone #}
{% macro has_no_zone(column) -%}
    {{ return(adapter.dispatch('has_no_zone', 'customer_segmentation')(column)) }}
{%- endmacro %}

{% macro default__has_no_zone(column) -%}
    regexp_replace({{ clean_text(column) }}, '^[0-9-]{8,10}[T ][0-9:.]+$', '') = ''
{%- endmacro %}

{# a timestamp is a moment there, whatever its text says #}
{% macro spark__has_no_zone(column) -%}
    (
        typeof({{ column }}) <> 'timestamp'
        and {{ customer_segmentation.default__has_no_zone(column) }}
    )
{%- endmacro %}
