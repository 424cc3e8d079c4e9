{#
    a table of a long chain of CTEs. Spark hangs all of them into one plan, and goes through all of
    it whenever a rule changes a part: every CTE that is marked by_itself becomes a table
    before what follows is planned. What stands before the first mark may be read by every step,
    what stands between two marks by the next one alone
#}
{% materialization table_in_steps, adapter='spark' -%}
    {%- set target_relation = api.Relation.create(
        identifier=model.alias, schema=schema, database=database, type='table'
    ) -%}
    {{ run_hooks(pre_hooks) }}
    {%- set pieces = sql.split(' as ' ~ planner_hint('by_itself') ~ '(\n') -%}
    {%- set last = namespace(name=(pieces[0].rsplit(none, 1) | last), table='', between='') -%}
    {%- set preamble = pieces[0].rsplit(none, 1) | first -%}
    {%- set made = [] -%}
    {%- for piece in pieces[1:] -%}
        {%- set body, after = piece.split('\n),\n', 1) -%}
        {%- set step = target_relation.incorporate(
            path={'identifier': model.alias ~ '__' ~ last.name}
        ) -%}
        {%- call statement('step') -%}
            create or replace table {{ step }} using iceberg as
            {{ preamble }}
            {{ last.table }}
            {{ last.between }}
            {{ last.name }} as (
            {{ body }}
            )
            select * from {{ last.name }}
        {%- endcall -%}
        {%- do made.append(step) -%}
        {%- set last.table = last.name ~ ' as (select * from ' ~ step ~ '),' -%}
        {%- set is_over = loop.last -%}
        {%- set last.between = after if is_over else after.rsplit(none, 1) | first -%}
        {%- set last.name = after.rsplit(none, 1) | last -%}
    {%- endfor -%}
    {%- call statement('main') -%}
        {{ create_table_as(
            false, target_relation, preamble ~ '\n' ~ last.table ~ '\n' ~ last.between
        ) }}
    {%- endcall -%}
    {%- for step in made -%}
        {%- do adapter.drop_relation(step) -%}
    {%- endfor -%}
    {{ run_hooks(post_hooks) }}
    {{ return({'relations': [target_relation]}) }}
{%- endmaterialization %}
