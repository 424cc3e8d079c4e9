{% macro setting(name) -%}
    {%- set value = var('segmentation_' ~ name) -%}
    {%- if name == 'currency' and value is none and uses_demo() -%}
        {%- set value = demo_currency() -%}
    {%- endif -%}
    {{ return(value) }}
{%- endmacro %}
