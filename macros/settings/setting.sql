{% macro setting(name) -%}
    {%- set value = var('segmentation_' ~ name) -%}
    {%- if name == 'currency' and value is none and uses_demo() -%}
        {%- set value = demo_currency() -%}
    {%- endif -%}
    {#- a wrong value is reported before anything is built; until then the parser goes on -#}
    {%- if not execute and setting_problem(name, settings()[name], value) | trim -%}
        {%- set value = allowed_value(settings()[name]) -%}
    {%- endif -%}
    {{ return(value) }}
{%- endmacro %}
