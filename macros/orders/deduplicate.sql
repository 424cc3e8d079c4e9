{#
    how a line stands among those of its key: its number, whether its content is that of the line
    that is kept, whether the key is of several orders, and why it isn't kept
#}
{% macro deduplicate() -%}
    {%- set order = hash_of(['order_id', 'customer_id']) -%}
    {%- set same_key = 'over (partition by line_key, order_line_id is null, reason is null)' -%}
    row_number() over ({{ _among_copies(of_one_order=false) }}) as line_number,
        rank() over ({{ _among_copies(by_text=false) }}) > 1 as differs_from_first,
        order_line_id is not null and reason is null
        and min({{ order }}) {{ same_key }} <> max({{ order }}) {{ same_key }} as has_shared_key,
        {%- if setting('duplicate_lines') == 'keep' %}
        cast(null as {{ dbt.type_string() }}) as copy_reason
        {%- else %}
        case
            when order_line_id is not null and row_number() over ({{ _among_copies() }}) > 1
                then case
                    when
                        coalesce(first_value(updated_at) over ({{ _among_copies() }}), updated_at)
                        > coalesce(updated_at, cast('0001-01-01' as timestamp))
                        then 'superseded'
                    else 'duplicate_key'
                end
            {%- if setting('duplicate_lines') == 'exact' %}
            {#- of lines that are equal in every column, the first has the rank of all of them #}
            when
                row_number() over ({{ _among_copies() }})
                > rank() over ({{ _among_copies(by_text=false) }})
                then 'duplicate_line'
            {%- endif %}
        end as copy_reason
        {%- endif %}
{%- endmacro %}

{#
    the window of an order line and its copies, in the order in which they are looked at: the newest
    version first, if versions are known. By the text that came, lines that differ in stray blanks
    only are told apart too, and equal lines by their number: which is kept is never chance
#}
{% macro _among_copies(by_text=true, of_one_order=true) -%}
    {%- set values = [
        'ordered_at', 'line_amount', 'order_id', 'customer_id', 'product_id', 'campaign_code',
        'order_status', 'country', 'currency', 'quantity', 'unit_price',
    ] -%}
    {%- set compared = values + ['order_line_id', 'updated_at'] -%}
    {%- for column in inputs()['order_lines'].columns if column not in compared -%}
        {%- do values.append(column) -%}
    {%- endfor -%}
    {%- for column in inputs()['order_lines'].columns if by_text -%}
        {%- do values.append(as_text('raw_' ~ column)) -%}
    {%- endfor -%}
    {%- do values.append('copy_number') if by_text -%}
    partition by
                line_key, order_line_id is null, reason is null
                {{- ', order_id, customer_id' if of_one_order }}
            order by updated_at desc nulls last, {{ values | join(' nulls last, ') }} nulls last
{%- endmacro %}
