{# `3` for a whole number and `3.25` for another #}
{% macro shortened_number(value) -%}
    case
        when {{ value }} = floor({{ value }}) then {{ grouped_number(value) }}
        else {{ grouped_number(value, 2) }}
    end
{%- endmacro %}
