-- the whole mapping: own names left, the package's right, null for what Acme doesn't have
with

sales as (

    select * from {{ ref('acme', 'stg_orders') }}

),

mapped as (

    select
        invoice as order_id,
        client as customer_id,
        booked as ordered_at,
        net as line_amount,
        null as order_line_id,
        null as order_status,
        null as product_id,
        null as quantity,
        null as unit_price,
        null as country,
        null as currency,
        null as campaign_code
    from sales

)

select * from mapped
