{#
    how a line stands among those of its key: its number, whether its content is that of the line
    that is kept, whether the key is of several orders, and why it isn't kept
#}
{% macro copy_columns(has_copies=true) -%}
    {%- if not has_copies -%}
    1 as line_number,
        false as differs_from_first,
        false as has_shared_key,
        cast(null as {{ dbt.type_string() }}) as copy_reason
    {%- else -%}
    {%- set order = hash_of(['order_id', 'customer_id']) -%}
    {%- set same_key = 'over (partition by line_key, order_line_id is null, reason is null)' -%}
    row_number() over ({{ among_copies(of_one_order=false) }}) as line_number,
        rank() over ({{ among_copies(by_text=false) }}) > 1 as differs_from_first,
        order_line_id is not null and reason is null
        and min({{ order }}) {{ same_key }} <> max({{ order }}) {{ same_key }} as has_shared_key,
        {%- if setting('duplicate_lines') == 'keep' %}
        cast(null as {{ dbt.type_string() }}) as copy_reason
        {%- else %}
        case
            when order_line_id is not null and row_number() over ({{ among_copies() }}) > 1
                then case
                    when
                        coalesce(first_value(updated_at) over ({{ among_copies() }}), updated_at)
                        > coalesce(updated_at, cast('0001-01-01' as timestamp))
                        then 'superseded'
                    else 'duplicate_key'
                end
            {%- if setting('duplicate_lines') == 'exact' %}
            {#- of lines that are equal in every column, the first has the rank of all of them #}
            when
                row_number() over ({{ among_copies() }})
                > rank() over ({{ among_copies(by_text=false) }})
                then 'duplicate_line'
            {%- endif %}
        end as copy_reason
        {%- endif %}
    {%- endif -%}
{%- endmacro %}
