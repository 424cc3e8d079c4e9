{% macro newton_limit() -%}
    {{ return(16) }}
{%- endmacro %}
