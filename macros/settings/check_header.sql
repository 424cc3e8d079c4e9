{#
    before a seed is loaded into a table that is there: dbt fills its columns by their place, so a
    header that has changed would go unnoticed
#}
{% macro check_header() -%}
    {%- if execute and model.resource_type == 'seed' and not flags.FULL_REFRESH -%}
        {%- set table = existing_table(model.unique_id) -%}
        {%- if table -%}
            {%- set header = load_agate_table().column_names | map('lower') | list -%}
            {%- set present = column_names(table) -%}
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
