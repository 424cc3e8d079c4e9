{# a whole number and what is counted: `1 order`, `1,181 customers` #}
{% macro counted(number, one, many=none) -%}
    {{ grouped_number(number) }}
    || case when {{ number }} = 1 then ' {{ one }}' else ' {{ many or one ~ 's' }}' end
{%- endmacro %}
