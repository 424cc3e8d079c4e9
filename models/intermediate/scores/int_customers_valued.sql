{%- set frequencies = {
    'order': 'orders',
    'order_line': 'order_lines - refund_lines',
    'order_date': 'order_days',
} -%}
with

customers as (

    select * from {{ ref('customer_segmentation', 'int_customers_measured') }}

),

-- the exact average, not the rounded one: a change of currency unit must not make or break a tie
valued as (

    select
        customer_id,
        as_of_date,
        recency_days,
        {{ frequencies[setting('frequency_unit')] }} as frequency,
        {% if setting('monetary_measure') == 'average_order' -%}
        {{ ratio('revenue', 'orders', 10, 38) }} as monetary
        {%- else -%}
        revenue as monetary
        {%- endif %}
    from customers

)

select * from valued
