{# a CTE so marked is worked out before what reads it is planned #}
{% macro materialized() -%}
    {{ return(adapter.dispatch('materialized', 'customer_segmentation')()) }}
{%- endmacro %}

{% macro default__materialized() -%}
    materialized
{%- endmacro %}

{# knows no such hint, and plans long chains of CTEs without it #}
{% macro spark__materialized() -%}
{%- endmacro %}
