{#
    the word that has a CTE worked out before it is read, for engines that write the formula of a
    column out wherever the column is named: a chain of such CTEs has formulas of any length
#}
{% macro kept_apart() -%}
    {{ return(adapter.dispatch('kept_apart', 'customer_segmentation')()) }}
{%- endmacro %}

{# works a column out once anyway, and streams its rows to who reads them #}
{% macro default__kept_apart() -%}
    {{ return('') }}
{%- endmacro %}

{% macro postgres__kept_apart() -%}
    {{ return('materialized ') }}
{%- endmacro %}
