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
                'In the model that is mapped write ' ~ date_reader(separator, hours != '', false)
                ~ ' if the day comes first, or ' ~ date_reader(separator, hours != '', true)
                ~ ' if the month does.'
            ) }}
        {%- endfor %}
        {%- endfor %}
        else {{ text_literal(
            'Dates are ISO 8601, such as 2025-03-31, 20250331 or 2025-03-31 14:05:00+02:00: '
            ~ 'in the model that is mapped write something like '
            ~ date_reader('/', true, false) ~ '.'
        ) }}
    end
{%- endmacro %}
