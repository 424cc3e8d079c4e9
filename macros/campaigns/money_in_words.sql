{% macro money_in_words(column) -%}
    cast(cast({{ column }} as {{ money_type() }}) as {{ dbt.type_string() }})
{%- endmacro %}
