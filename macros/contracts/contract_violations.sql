{#
    what a mart's rows break of its own contract, one sentence a constraint: an engine that enforces
    constraints never gets here, the others need it. The constraints are read where they are
    declared. The mart is named with its package, because dbt's own tests would look at a model of
    the same name in the project that installs the package.
#}
{% macro contract_violations(mart) -%}
    {%- set relation = ref('customer_segmentation', mart) -%}
    {%- if execute -%}
        {%- for query in _contract_queries(mart, relation) %}
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
