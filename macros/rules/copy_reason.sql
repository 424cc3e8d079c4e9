{# why a line that has copies isn't the one that is kept; the first one is never a copy #}
{% macro copy_reason() -%}
    {%- if setting('duplicate_lines') == 'keep' -%}
    cast(null as {{ dbt.type_string() }})
    {%- else -%}
    case
        when order_line_id is not null and row_number() over ({{ among_copies(by_text=true) }}) > 1
            then 'duplicate_key'
        {%- if setting('duplicate_lines') == 'exact' %}
        {#- of lines that are equal in every column, the first has the rank of all of them #}
        when
            row_number() over ({{ among_copies(by_text=true) }})
            > rank() over ({{ among_copies(by_text=false) }})
            then 'duplicate_line'
        {%- endif %}
    end
    {%- endif -%}
{%- endmacro %}
