{% macro demo_currency() -%}
    {{ return('EUR') }}
{%- endmacro %}
