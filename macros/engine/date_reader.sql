{# a call that reads text of another format than ISO 8601 as a date, to show to somebody #}
{% macro date_reader(separator, has_time, month_first) -%}
    {{ return(adapter.dispatch('date_reader', 'customer_segmentation')(
        separator, has_time, month_first
    )) }}
{%- endmacro %}

{% macro default__date_reader(separator, has_time, month_first) -%}
    {%- set day = ['%m', '%d', '%Y'] if month_first else ['%d', '%m', '%Y'] -%}
    {{ return(
        "strptime(ordered_at, '" ~ day | join(separator) ~ (' %H:%M' if has_time) ~ "')"
    ) }}
{%- endmacro %}

{% macro postgres__date_reader(separator, has_time, month_first) -%}
    {%- set day = ['MM', 'DD', 'YYYY'] if month_first else ['DD', 'MM', 'YYYY'] -%}
    {{ return(
        "to_timestamp(ordered_at, '" ~ day | join(separator) ~ (' HH24:MI' if has_time) ~ "')"
    ) }}
{%- endmacro %}

{% macro spark__date_reader(separator, has_time, month_first) -%}
    {%- set day = ['MM', 'dd', 'yyyy'] if month_first else ['dd', 'MM', 'yyyy'] -%}
    {{ return(
        "to_timestamp(ordered_at, '" ~ day | join(separator) ~ (' HH:mm' if has_time) ~ "')"
    ) }}
{%- endmacro %}
