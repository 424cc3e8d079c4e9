{# what to write in a mapping model for dates that look like this one #}
{% macro how_to_read_dates(example) -%}
    case
        {%- for separator in ['/', '.', '-'] %}
        {%- for hours in ['.+:.*', ''] %}
        when
            regexp_replace(
                {{ example }}, '^[0-9]{1,2}[{{ separator }}][0-9]{1,2}[{{ separator }}][0-9]{4}'
                || '{{ hours }}$', ''
            ) = ''
            then {{ text_literal(
                'In the model that is mapped write ' ~ _date_reader(separator, hours != '', false)
                ~ ' if the day comes first, or ' ~ _date_reader(separator, hours != '', true)
                ~ ' if the month does.'
            ) }}
        {%- endfor %}
        {%- endfor %}
        else {{ text_literal(
            'Dates are ISO 8601, such as 2025-03-31, 20250331 or 2025-03-31 14:05:00+02:00: '
            ~ 'in the model that is mapped write something like '
            ~ _date_reader('/', true, false) ~ '.'
        ) }}
    end
{%- endmacro %}

{# a call that reads text of another format than ISO 8601 as a date, to show to somebody #}
{% macro _date_reader(separator, has_time, month_first) -%}
    {{ return(adapter.dispatch('_date_reader', 'customer_segmentation')(
        separator, has_time, month_first
    )) }}
{%- endmacro %}

{% macro default___date_reader(separator, has_time, month_first) -%}
    {%- set day = ['%m', '%d', '%Y'] if month_first else ['%d', '%m', '%Y'] -%}
    {{ return(
        "strptime(ordered_at, '" ~ day | join(separator) ~ (' %H:%M' if has_time) ~ "')"
    ) }}
{%- endmacro %}

{% macro postgres___date_reader(separator, has_time, month_first) -%}
    {%- set day = ['MM', 'DD', 'YYYY'] if month_first else ['DD', 'MM', 'YYYY'] -%}
    {{ return(
        "to_timestamp(ordered_at, '" ~ day | join(separator) ~ (' HH24:MI' if has_time) ~ "')"
    ) }}
{%- endmacro %}

{% macro spark___date_reader(separator, has_time, month_first) -%}
    {%- set day = ['MM', 'dd', 'yyyy'] if month_first else ['dd', 'MM', 'yyyy'] -%}
    {{ return(
        "to_timestamp(ordered_at, '" ~ day | join(separator) ~ (' HH:mm' if has_time) ~ "')"
    ) }}
{%- endmacro %}
