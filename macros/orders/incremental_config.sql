{#
    how a model that may be kept is built: whole each time or, with `incremental_lines`, kept. Then
    what has changed is noted, removed, and appended as it is now. Hooks are rendered when the model
    runs
#}
{% macro incremental_config(changes, by) -%}
    {%- set package = '{{ customer_segmentation.' -%}
    {{ return({
        'materialized': 'incremental' if setting('incremental_lines') else 'table',
        'incremental_strategy': 'append',
        'on_schema_change': 'fail',
        'pre_hook': [
            package ~ '_forget_changes() }}',
            package ~ '_note_changes(customer_segmentation.' ~ changes ~ ') }}',
            package ~ "_remove_changes('" ~ by ~ "') }}",
        ],
        'post_hook': package ~ '_forget_changes() }}',
    }) }}
{%- endmacro %}

{# first pre-hook and post-hook of a model that is kept: no note is left of an earlier build #}
{% macro _forget_changes() -%}
    {%- if is_incremental() -%}
    drop table if exists {{ changed_relation() }}
    {%- endif -%}
{%- endmacro %}

{# pre-hook behind note_changes: takes out of the model what it will make again #}
{% macro _remove_changes(column) -%}
    {%- if is_incremental() -%}
    delete from {{ this }}
    where {{ column }} in (select {{ column }} from {{ changed_relation() }})
    {%- endif -%}
{%- endmacro %}

{# pre-hook of a model that is kept between builds: notes in a table what of it has changed #}
{% macro _note_changes(changes) -%}
    {%- if is_incremental() -%}
    {{ create_table_as(false, changed_relation(), changes) }}
    {%- endif -%}
{%- endmacro %}
