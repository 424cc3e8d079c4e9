{#
    what a mart's rows break of its own contract, one sentence a constraint: an engine that enforces
    constraints never gets here, the others need it. Foreign keys are in no database: as constraints
    they would make a mart wait for each mart that it leads to. Constraints and keys are read where
    they are declared. The mart is named with its package, because dbt's own tests would look at a
    model of the same name in the project that installs the package.
#}
{% macro contract_violations(mart, leads_to=[]) -%}
    {%- set relation = ref('customer_segmentation', mart) -%}
    {#- while dbt parses it knows no contract, so the marts that the keys lead to are named -#}
    {%- for name in leads_to -%}
        {%- do ref('customer_segmentation', name) -%}
    {%- endfor -%}
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
    {%- for key in node.config.meta.foreign_keys or [] -%}
        {%- set constraint = dict(key, type='foreign_key') -%}
        {%- do queries.append(contract_query(mart, relation, constraint, key.columns)) -%}
    {%- endfor -%}
    {{ return(queries) }}
{%- endmacro %}
