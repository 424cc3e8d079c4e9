{# days as months, a twelfth of a year each: a whole number, one at least #}
{% macro whole_months(days) -%}
    {{ return([(days * 12 / 365) | round | int, 1] | max) }}
{%- endmacro %}
