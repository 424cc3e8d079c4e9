{# the table of a node as it is in the database; nothing if it isn't there as a table #}
{% macro existing_table(unique_id) -%}
    {%- set node = graph.nodes.get(unique_id) -%}
    {%- if node and node.relation_name -%}
        {%- set relation = load_relation(api.Relation.create(
            database=node.database, schema=node.schema, identifier=node.alias
        )) -%}
        {%- if relation and relation.is_table -%}
            {{ return(relation) }}
        {%- endif -%}
    {%- endif -%}
    {{ return(none) }}
{%- endmacro %}
