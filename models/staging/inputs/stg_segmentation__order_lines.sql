{%- set order_lines = inputs()['order_lines'] -%}
with

input as (

    select
        {{ columns_as_read('order_lines') }}
    from {{ input_relation('order_lines') }}

),

-- what came stays beside the typed value, so that a rejected line can be shown as it was
typed as (

    select
        {{ read_as('order_line_id', 'id') }} as order_line_id,
        {{ read_as('order_id', 'id') }} as order_id,
        {{ read_as('customer_id', 'id') }} as customer_id,
        {{ read_as('product_id', 'id') }} as product_id,
        {{ read_as('campaign_code', 'id') }} as campaign_code,
        {{ in_case('lower', clean_text('order_status')) }} as order_status,
        {% for column in order_lines.texts -%}
        {{ clean_text(column) }} as {{ column }},
        {% endfor -%}
        {{ in_case('upper', clean_text('currency')) }} as currency,
        {{ read_as('quantity', 'quantity') }} as quantity,
        {{ read_as('unit_price', 'price') }} as unit_price,
        {{ read_as('line_amount', 'money') }} as line_amount,
        {{ local_timestamp('ordered_at') }} as ordered_at,
        {{ local_timestamp('updated_at') }} as updated_at,
        {% for column in order_lines.columns -%}
        {{ column }} as raw_{{ column }}{% if not loop.last %},{% endif %}
        {% endfor %}
    from input

)

select * from typed
