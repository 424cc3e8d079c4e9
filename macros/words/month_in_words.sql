{# `November 2025`, in English on every engine #}
{% macro month_in_words(day) -%}
    {{ season_in_words("'month_of_year'", 'extract(month from ' ~ day ~ ')') }}
    || ' ' || cast(extract(year from {{ day }}) as {{ dbt.type_string() }})
{%- endmacro %}
