{# `November 2025`, in English on every engine #}
{% macro month_in_words(day) -%}
    {%- set names = [
        'January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September',
        'October', 'November', 'December',
    ] -%}
    case extract(month from {{ day }})
        {%- for name in names %}
        when {{ loop.index }} then '{{ name }}'
        {%- endfor %}
    end || ' ' || cast(extract(year from {{ day }}) as {{ dbt.type_string() }})
{%- endmacro %}
