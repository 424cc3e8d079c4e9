{# one of the cells of a group in words, if it can be one that the buckets in use have #}
{% macro example_cell(cells) -%}
    coalesce(
        min(case when {{ cells }}.is_in_use then {{ cells }}.cell_name end),
        min({{ cells }}.cell_name)
    )
{%- endmacro %}
