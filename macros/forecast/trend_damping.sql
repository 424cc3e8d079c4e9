{# what is left of a trend after a month #}
{% macro trend_damping() -%}
    {{ return(0.95) }}
{%- endmacro %}
