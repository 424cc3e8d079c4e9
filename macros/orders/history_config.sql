{#
    how customers of earlier days are built: all days each time or, with `incremental_lines`, those
    that are made of something else than what is kept. With frozen thresholds every day is measured
    by the rows of one, so that all are made
#}
{% macro history_config() -%}
    {%- set is_kept = setting('incremental_lines') and setting('history_thresholds') != 'frozen' -%}
    {{ return({
        'materialized': 'incremental' if is_kept else 'table',
        'incremental_strategy': 'append',
        'on_schema_change': 'fail',
        'pre_hook': '{{ customer_segmentation._remove_changed_days() }}',
    }) }}
{%- endmacro %}

{# takes out of the model what it will make again, and days that the history has no more #}
{% macro _remove_changed_days() -%}
    {%- if is_incremental() -%}
    delete from {{ this }}
    where made_of not in (
        select made_of from {{ ref('customer_segmentation', 'int_history_fingerprints') }}
    )
    {%- endif -%}
{%- endmacro %}
