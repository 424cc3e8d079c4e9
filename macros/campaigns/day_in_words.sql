{% macro day_in_words(column) -%}
    cast({{ column }} as {{ dbt.type_string() }})
{%- endmacro %}
