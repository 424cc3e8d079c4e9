{# pre-hook of staging models and seeds: what they read has the columns that they expect #}
{% macro check_columns() -%}
    {%- if execute and model.resource_type == 'seed' -%}
        {%- do _check_header() -%}
    {%- elif execute -%}
        {%- do _check_input(model.name) -%}
    {%- endif -%}
{%- endmacro %}

{#
    before a staging model is made: a column that an input lacks is named, with all others, in one
    sentence. Hooks are rendered when the model runs; what it reads is there by then
#}
{% macro _check_input(model_name) -%}
    {%- set name = model_name.replace('stg_segmentation__', '').replace('segment_', '') -%}
    {%- if name in inputs() and (var('segmentation_' ~ name) or is_shipped(name)) -%}
        {%- set present = _column_names(input_relation(name)) -%}
        {%- set missing = read_columns(name) | reject('in', present) | list -%}
        {%- if missing -%}
            {{ exceptions.raise_compiler_error(
                'segmentation_' ~ name ~ ' lacks the column' ~ ('s' if missing | length > 1)
                ~ ' ' ~ missing | join(', ') ~ '; it has ' ~ present | join(', ')
                ~ '. Select every column in the model that is mapped, as null what your data '
                ~ 'lack: null as ' ~ missing[0] ~ '.'
            ) }}
        {%- endif -%}
    {%- endif -%}
{%- endmacro %}

{#
    before a seed is loaded into a table that is there: dbt fills its columns by their place, so a
    header that has changed would go unnoticed
#}
{% macro _check_header() -%}
    {%- if not flags.FULL_REFRESH -%}
        {%- set table = table_of(model.unique_id) -%}
        {%- if table -%}
            {%- set header = load_agate_table().column_names | map('lower') | list -%}
            {%- set present = _column_names(table) -%}
            {%- if header != present -%}
                {{ exceptions.raise_compiler_error(
                    model.original_file_path ~ ' has the columns ' ~ header | join(', ')
                    ~ ', and the table of the last build has ' ~ present | join(', ')
                    ~ '; put the header right, or build once with --full-refresh.'
                ) }}
            {%- endif -%}
        {%- endif -%}
    {%- endif -%}
{%- endmacro %}

{% macro _column_names(relation) -%}
    {{ return(dbt.get_columns_in_query('select * from ' ~ relation) | map('lower') | list) }}
{%- endmacro %}
