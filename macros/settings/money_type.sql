{% macro money_type() -%}
    decimal(18, {{ setting('amount_decimals') }})
{%- endmacro %}
