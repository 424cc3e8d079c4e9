{# how many weeks ahead fct_action_plan plans, and fct_sales_coverage counts hours #}
{% macro plan_weeks() -%}
    {{ return(4) }}
{%- endmacro %}
