{# whether customers come with their totals instead of order lines #}
{% macro uses_totals() -%}
    {{ return((var('segmentation_customer_totals') or '') | string | trim != '') }}
{%- endmacro %}
