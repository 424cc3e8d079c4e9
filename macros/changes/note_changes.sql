{# pre-hook of a model that is kept between builds: notes in a table what of it has changed #}
{% macro note_changes(changes) -%}
    {%- if is_incremental() -%}
    {{ create_table_as(false, changed_relation(), changes) }}
    {%- endif -%}
{%- endmacro %}
