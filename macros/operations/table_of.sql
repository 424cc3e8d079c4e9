{#
    the table of a node as it is in the database; nothing if it isn't there as a table. With the
    results of a run, the table or view of a model that this run has built, as a text
#}
{% macro table_of(node, results=none) -%}
    {%- for result in results or []
        if result.node.unique_id == 'model.customer_segmentation.' ~ node
            and result.status == 'success' -%}
        {{ return(result.node.relation_name) }}
    {%- endfor -%}
    {%- set node = graph.nodes.get(node) if results is none else none -%}
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
