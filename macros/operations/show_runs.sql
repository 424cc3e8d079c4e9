{#
    adds to a mart the runs of the log that it lacks: this one, and any that ended or were killed
    without it. A mart that was built in the run shows it as started: that row makes room for the
    end. A mart of an older version gets the columns that it has
#}
{% macro show_runs(mart) -%}
    {%- set shown = table_of('model.customer_segmentation.' ~ mart)
        if run_log('pipeline_run_log').is_recorded else none -%}
    {%- set view = graph.nodes.get(
        'model.customer_segmentation.' ~ mart.replace('fct_', 'stg_segmentation__')
    ) if shown else none -%}
    {%- if view and load_relation(api.Relation.create(
        database=view.database, schema=view.schema, identifier=view.alias
    )) -%}
        {%- set known = view.columns.keys() | list -%}
        {%- set columns = dbt.get_columns_in_query('select * from ' ~ shown) | map('lower')
            | select('in', known) | join(', ') -%}
        {%- if mart == 'fct_pipeline_runs' -%}
            {%- do run_query(committed(
                'delete from ' ~ shown ~ ' where run_id = ' ~ text_literal(invocation_id)
            )) -%}
        {%- endif -%}
        {{ committed(
            'insert into ' ~ shown ~ ' (' ~ columns ~ ') select ' ~ columns ~ ' from '
            ~ view.relation_name
            ~ ' where run_id not in (select run_id from ' ~ shown ~ ')'
        ) }}
    {%- else -%}
        select 1 as nothing
    {%- endif -%}
{%- endmacro %}
