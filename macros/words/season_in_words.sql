{# `November` or `Tuesday`, in English on every engine #}
{% macro season_in_words(period, season) -%}
    {%- set names = {
        'month_of_year': [
            'January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September',
            'October', 'November', 'December',
        ],
        'day_of_week': [
            'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday',
        ],
    } -%}
    case
        {%- for name, seasons in names.items() %}
        {%- for word in seasons %}
        when {{ period }} = '{{ name }}' and {{ season }} = {{ loop.index }} then '{{ word }}'
        {%- endfor %}
        {%- endfor %}
    end
{%- endmacro %}
