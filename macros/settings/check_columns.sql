{#
    before a staging model is made: a column that an input lacks is named, with all others, in one
    sentence. Hooks are rendered when the model runs; what it reads is there by then
#}
{% macro check_columns(model_name) -%}
    {%- set name = model_name.replace('stg_segmentation__', '').replace('segment_', '') -%}
    {%- if execute and name in inputs() and (var('segmentation_' ~ name) or is_shipped(name)) -%}
        {%- set input = inputs()[name] -%}
        {%- set unasked = (input.extra or []) | reject('in', setting('extra_columns') or []) -%}
        {%- set present = column_names(input_relation(name)) -%}
        {%- set missing = input.columns | reject('in', unasked | list) | reject('in', present)
            | list -%}
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
