{% macro input_relation(name) -%}
    {%- set input = inputs()[name] -%}
    {%- set mapped = var('segmentation_' ~ name) -%}
    {%- if mapped -%}
        {{ mapped }}
    {%- elif is_shipped(name) -%}
        {{ ref('customer_segmentation', input.seed) }}
    {%- else -%}
        {{ empty_relation(input.columns) }}
    {%- endif -%}
{%- endmacro %}
