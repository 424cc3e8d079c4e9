{#
    the word that has a CTE worked out before it is read. A chain of CTEs that DuckDB may merge
    takes time that doubles with each: two years of months would never end
#}
{% macro materialized_cte() -%}
    {{ return(adapter.dispatch('materialized_cte', 'customer_segmentation')()) }}
{%- endmacro %}

{% macro default__materialized_cte() -%}
    {{ return('materialized ') }}
{%- endmacro %}

{% macro spark__materialized_cte() -%}
    {{ return('') }}
{%- endmacro %}
