{%- set order_lines = inputs()['order_lines'] -%}
{%- set read = read_columns('order_lines') -%}
{%- set text = dbt.type_string() -%}
with

input as (

    select
        {% for column in order_lines.columns if column not in read -%}
        cast(null as {{ text }}) as {{ column }},
        {% endfor -%}
        {% for column in read -%}
        {{ column }}{% if not loop.last %},{% endif %}
        {% endfor %}
    from {{ input_relation('order_lines') }}

),

-- what came stays beside the typed value, so that a rejected line can be shown as it was
typed as (

    select
        {{ clean_id('order_line_id') }} as order_line_id,
        {{ clean_id('order_id') }} as order_id,
        {{ clean_id('customer_id') }} as customer_id,
        {{ clean_id('product_id') }} as product_id,
        {{ clean_id('campaign_code') }} as campaign_code,
        {{ in_lower_case(clean_text('order_status')) }} as order_status,
        {% for column in order_lines.texts -%}
        {{ clean_text(column) }} as {{ column }},
        {% endfor -%}
        {{ in_upper_case(clean_text('currency')) }} as currency,
        {{ try_decimal('quantity', type_of('quantity')) }} as quantity,
        {{ try_decimal('unit_price', type_of('price')) }} as unit_price,
        {{ try_decimal('line_amount', type_of('money')) }} as line_amount,
        {{ local_timestamp('ordered_at') }} as ordered_at,
        {{ local_timestamp('updated_at') }} as updated_at,
        {% for column in order_lines.columns -%}
        {{ column }} as raw_{{ column }}{% if not loop.last %},{% endif %}
        {% endfor %}
    from input

)

select * from typed
