{# a mart that was built in the run shows it as started: that row makes room for the end #}
{% macro forget_run(mart) -%}
    {%- set relation = existing_table('model.customer_segmentation.' ~ mart)
        if is_recorded() else none -%}
    {%- if relation -%}
        {{ committed(
            'delete from ' ~ relation ~ ' where run_id = ' ~ text_literal(invocation_id)
        ) }}
    {%- else -%}
        select 1 as nothing
    {%- endif -%}
{%- endmacro %}
