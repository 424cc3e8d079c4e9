{# whether the project's own seed stands in for an input that isn't mapped #}
{% macro is_shipped(name) -%}
    {%- set own_rules = var('segmentation_rules') or var('segmentation_segments') -%}
    {%- if inputs()[name].seed is none -%}
        {{ return(false) }}
    {%- elif inputs()[name].is_demo -%}
        {{ return(_uses_demo()) }}
    {%- elif name in ['segments', 'actions'] -%}
        {{ return(not own_rules) }}
    {%- else -%}
        {{ return(true) }}
    {%- endif -%}
{%- endmacro %}

{# the project is run on its own, and no orders or totals of a company are mapped #}
{% macro _uses_demo() -%}
    {{ return(
        project_name == 'customer_segmentation'
        and not var('segmentation_order_lines')
        and not uses_totals()
    ) }}
{%- endmacro %}
