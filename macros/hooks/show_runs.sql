{#
    adds to a mart the runs of the log that it lacks: this one, and any that ended or were killed
    without it. A mart of an older version gets the columns that it has.
#}
{% macro show_runs(mart, staging_model) -%}
    {%- set relation = existing_table('model.customer_segmentation.' ~ mart)
        if is_recorded() else none -%}
    {%- set view = graph.nodes.get('model.customer_segmentation.' ~ staging_model)
        if relation else none -%}
    {%- if view and load_relation(api.Relation.create(
        database=view.database, schema=view.schema, identifier=view.alias
    )) -%}
        {%- set known = view.columns.keys() | list -%}
        {%- set columns = column_names(relation) | select('in', known) | join(', ') -%}
        {{ committed(
            'insert into ' ~ relation ~ ' (' ~ columns ~ ') select ' ~ columns ~ ' from '
            ~ view.relation_name
            ~ ' where run_id not in (select run_id from ' ~ relation ~ ')'
        ) }}
    {%- else -%}
        select 1 as nothing
    {%- endif -%}
{%- endmacro %}
