{#
    what a mart's rows break of its own contract, one sentence a constraint: an engine that enforces
    constraints never gets here, the others need it. The constraints are read where they are
    declared
#}
{% macro contract_violations(relation) -%}
    {%- if execute -%}
        {%- for query in _contract_queries(relation.identifier, relation) %}
    {{ query }}
    {{ 'union all' if not loop.last }}
        {%- endfor %}
    {%- endif -%}
{%- endmacro %}

{% macro _contract_queries(mart, relation) -%}
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
