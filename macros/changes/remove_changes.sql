{# pre-hook behind note_changes: takes out of the model what it will make again #}
{% macro remove_changes(column) -%}
    {%- if is_incremental() -%}
    delete from {{ this }}
    where {{ column }} in (select {{ column }} from {{ changed_relation() }})
    {%- endif -%}
{%- endmacro %}
