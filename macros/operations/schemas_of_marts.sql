{# the schemas that hold marts and nothing else; a sentence where one holds other things too #}
{% macro schemas_of_marts() -%}
    {%- set places = {'marts': [], 'others': {}} -%}
    {%- for node in graph.nodes.values()
        if node.resource_type in ['model', 'seed', 'snapshot']
            and node.config.materialized != 'ephemeral' -%}
        {%- if node.package_name == 'customer_segmentation' and node.access == 'public' -%}
            {%- do places.marts.append(node.schema) -%}
        {%- else -%}
            {%- do places.others.update({node.schema: node.name}) -%}
        {%- endif -%}
    {%- endfor -%}
    {%- for schema in places.marts | unique | sort if schema in places.others -%}
        {{ exceptions.raise_compiler_error(
            'Schema ' ~ schema ~ ' holds marts and ' ~ places.others[schema]
            ~ ' as well, which no reader of marts is to see; give the marts a schema of their own.'
        ) }}
    {%- endfor -%}
    {{ return(places.marts | unique | sort) }}
{%- endmacro %}
