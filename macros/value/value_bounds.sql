{# as far as a parameter may run, alpha and v in multiples of the mean #}
{% macro value_bounds() -%}
    {{ return([0.0001, 1000]) }}
{%- endmacro %}
