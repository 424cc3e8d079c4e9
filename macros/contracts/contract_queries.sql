{% macro contract_queries(mart, relation) -%}
    {%- set node = graph.nodes['model.customer_segmentation.' ~ mart] -%}
    {%- set queries = [] -%}
    {%- for column in node.columns.values() -%}
        {%- for constraint in column.constraints -%}
            {%- do queries.append(contract_query(mart, relation, constraint, [column.name])) -%}
        {%- endfor -%}
    {%- endfor -%}
    {%- for constraint in node.constraints -%}
        {%- do queries.append(contract_query(mart, relation, constraint, constraint.columns)) -%}
    {%- endfor -%}
    {{ return(queries) }}
{%- endmacro %}
