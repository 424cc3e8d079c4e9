{# the table of a log, beside the staging models that read it; dbt itself knows nothing of it #}
{% macro run_log(name) -%}
    {%- if not execute -%}
        {{ return(name) }}
    {%- endif -%}
    {%- set reader = graph.nodes['model.customer_segmentation.stg_segmentation__pipeline_runs'] -%}
    {{ return(api.Relation.create(
        database=reader.database, schema=reader.schema, identifier=name, type='table'
    )) }}
{%- endmacro %}
