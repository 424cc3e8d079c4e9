{% macro uses_demo() -%}
    {{ return(
        project_name == 'customer_segmentation'
        and not var('segmentation_order_lines')
        and not uses_totals()
    ) }}
{%- endmacro %}
