{% macro input_relation(name) -%}
    {%- set input = inputs()[name] -%}
    {%- set mapped = var('segmentation_' ~ name) -%}
    {%- if mapped -%}
        {{ mapped }}
    {%- elif is_shipped(name) -%}
        {{ ref('customer_segmentation', input.seed) }}
    {%- else -%}
        {{ _empty_relation(input.columns) }}
    {%- endif -%}
{%- endmacro %}

{% macro _empty_relation(columns) -%}
    (
        select
            {% for column in columns -%}
            cast(null as {{ dbt.type_string() }}) as {{ column }}{{ ',' if not loop.last }}
            {% endfor -%}
        from (select 1 as nothing) as nothing
        where 1 = 0
    ) as empty_input
{%- endmacro %}
