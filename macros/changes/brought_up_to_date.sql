{#
    how a model of lines is built: whole each time or, with `incremental_lines`, kept, where what
    has changed is noted, removed, and appended as it is now. Hooks are rendered when the model runs
#}
{% macro brought_up_to_date(changes, by) -%}
    {%- set package = '{{ customer_segmentation.' -%}
    {{ return({
        'materialized': 'incremental' if setting('incremental_lines') else 'table',
        'incremental_strategy': 'append',
        'on_schema_change': 'fail',
        'pre_hook': [
            package ~ 'forget_changes() }}',
            package ~ 'note_changes(customer_segmentation.' ~ changes ~ ') }}',
            package ~ "remove_changes('" ~ by ~ "') }}",
        ],
        'post_hook': package ~ 'forget_changes() }}',
    }) }}
{%- endmacro %}
