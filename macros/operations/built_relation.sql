{# the table of a model that this run has built, as a text; nothing if it has not #}
{% macro built_relation(results, model) -%}
    {%- set name = 'model.customer_segmentation.' ~ model -%}
    {%- for result in results
        if result.node.unique_id == name and result.status == 'success' -%}
        {{ return(result.node.relation_name) }}
    {%- endfor -%}
    {{ return(none) }}
{%- endmacro %}
