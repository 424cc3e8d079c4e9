{% macro frequency_bucket(frequency) -%}
    case
        when {{ frequency }} < 3 then cast({{ frequency }} as {{ dbt.type_string() }})
        when {{ frequency }} < 5 then '3-4'
        when {{ frequency }} < 10 then '5-9'
        else '10+'
    end
{%- endmacro %}
