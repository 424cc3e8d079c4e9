{#
    the window of an order line and its copies, in the order in which they are looked at: the newest
    version first, if versions are known. By the text that came, lines that differ in stray blanks
    only are told apart too: which is kept is never chance
#}
{% macro among_copies(by_text=true, of_one_order=true) -%}
    {%- set values = [
        'ordered_at', 'line_amount', 'order_id', 'customer_id', 'product_id', 'campaign_code',
        'order_status', 'country', 'currency', 'quantity', 'unit_price',
    ] -%}
    {%- for column in inputs()['order_lines'].columns if by_text -%}
        {%- do values.append(as_text('raw_' ~ column)) -%}
    {%- endfor -%}
    partition by
                line_key, order_line_id is null, reason is null
                {{- ', order_id, customer_id' if of_one_order }}
            order by updated_at desc nulls last, {{ values | join(' nulls last, ') }} nulls last
{%- endmacro %}
