{#
    what a mart's rows break of its own contract, one sentence a constraint: an engine that enforces
    constraints never gets here, the others need it. Foreign keys are in no database: as constraints
    they would make a mart wait for each mart that it leads to. Constraints are read where they are
    declared. The mart, which the running test names, has the package in front, because dbt's own
    tests would look at a model of the same name in the project that installs the package.
#}
{% macro contract_violations(foreign_keys) -%}
    {%- set mart = model.name | replace('assert_', '') | replace('_keeps_its_contract', '') -%}
    {%- set relation = ref('customer_segmentation', mart) -%}
    {#- while dbt parses it knows no contract, but which models a test reads -#}
    {%- for key in foreign_keys -%}
        {%- do ref('customer_segmentation', key.to) -%}
    {%- endfor -%}
    {%- if execute -%}
        {%- for query in _contract_queries(mart, relation, foreign_keys) %}
    {{ query }}
    {{ 'union all' if not loop.last }}
        {%- endfor %}
    {%- endif -%}
{%- endmacro %}

{% macro _contract_queries(mart, relation, foreign_keys) -%}
    {%- set node = graph.nodes['model.customer_segmentation.' ~ mart] -%}
    {%- set queries = [] -%}
    {%- for column in node.columns.values() -%}
        {%- for constraint in column.constraints -%}
            {%- do queries.append(_contract_query(mart, relation, constraint, [column.name])) -%}
        {%- endfor -%}
    {%- endfor -%}
    {%- for constraint in node.constraints -%}
        {%- do queries.append(_contract_query(mart, relation, constraint, constraint.columns)) -%}
    {%- endfor -%}
    {%- for key in foreign_keys -%}
        {%- set constraint = dict(key, type='foreign_key', to_columns=_primary_key(key.to)) -%}
        {%- do queries.append(_contract_query(mart, relation, constraint, key.columns)) -%}
    {%- endfor -%}
    {{ return(queries) }}
{%- endmacro %}

{% macro _primary_key(mart) -%}
    {%- set node = graph.nodes['model.customer_segmentation.' ~ mart] -%}
    {%- for column in node.columns.values()
        if 'primary_key' in column.constraints | map(attribute='type') -%}
        {{ return([column.name]) }}
    {%- endfor -%}
    {%- for constraint in node.constraints if constraint.type == 'primary_key' -%}
        {{ return(constraint.columns) }}
    {%- endfor -%}
{%- endmacro %}

{#
    one constraint or foreign key: a row with a sentence where rows break it. For a foreign key, the
    constraint has `to`, the name of a mart, and `to_columns`
#}
{% macro _contract_query(mart, relation, constraint, columns) -%}
    {%- set names = columns | join(', ') -%}
    {%- set counted = "cast(count(*) as " ~ dbt.type_string() ~ ")" -%}
    {%- if constraint.type == 'not_null' -%}
    select '{{ mart }}: {{ names }} is null in ' || {{ counted }} || ' rows.' as problem
    from {{ relation }}
    where {{ names }} is null
    having count(*) > 0
    {%- elif constraint.type == 'primary_key' -%}
    select '{{ mart }}: ' || {{ counted }} || ' keys ({{ names }}) are not unique.' as problem
    from (
        select {{ names }} from {{ relation }} group by {{ names }} having count(*) > 1
    ) as copies
    having count(*) > 0
    {%- elif constraint.type == 'foreign_key' -%}
    select
        '{{ mart }}: ' || {{ counted }}
        || ' rows have a ({{ names }}) that {{ constraint.to }} lacks.' as problem
    from {{ relation }} as child
    left join {{ ref('customer_segmentation', constraint.to) }} as parent
        on
            {% for column in columns -%}
            child.{{ column }} = parent.{{ constraint.to_columns[loop.index0] }}
            {{- ' and' if not loop.last }}
            {% endfor %}
    where
        parent.{{ constraint.to_columns[0] }} is null
        {%- for column in columns %}
        and child.{{ column }} is not null
        {%- endfor %}
    having count(*) > 0
    {%- else -%}
    select
        '{{ mart }}: ' || {{ counted }} || ' rows break the check '
        || {{ text_literal(constraint.expression) }} || '.' as problem
    from {{ relation }}
    where not ({{ constraint.expression }})
    having count(*) > 0
    {%- endif -%}
{%- endmacro %}
