{# a CTE so marked is worked out before what reads it is planned #}
{% macro materialized() -%}
    {{ return(adapter.dispatch('materialized', 'customer_segmentation')()) }}
{%- endmacro %}

{% macro default__materialized() -%}
    materialized
{%- endmacro %}

{# knows no such hint; the materialization table_in_steps looks for this one #}
{% macro spark__materialized() -%}
    /* by itself */
{%- endmacro %}
