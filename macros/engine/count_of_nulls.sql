{% macro count_of_nulls(columns) -%}
    {%- for column in columns -%}
    case when {{ column }} is null then 1 else 0 end{{ ' + ' if not loop.last }}
    {%- endfor -%}
{%- endmacro %}
