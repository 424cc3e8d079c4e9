{# the public tables as Parquet, a folder each: how what Spark has built leaves its catalog #}
{% macro export_marts(folder) -%}
    {%- for node in graph.nodes.values() if node.resource_type == 'model'
        and node.package_name == 'customer_segmentation' and node.access == 'public'
        and node.config.materialized == 'table' -%}
        {%- do run_query(
            'insert overwrite directory ' ~ text_literal(folder ~ '/' ~ node.alias ~ '.parquet')
            ~ ' using parquet select * from ' ~ node.relation_name
        ) -%}
    {%- endfor -%}
{%- endmacro %}
