-- nothing is filtered here: what can't be used is for the package to reject, with its reason
with

lines as (

    select * from {{ source('online_retail', 'lines') }}

),

mapped as (

    select
        invoice_no as order_id,
        customer_id,
        invoice_date as ordered_at,
        cast(round(quantity * unit_price, 2) as decimal(18, 2)) as line_amount,
        -- lines have no key of their own: equal lines share one, and a setting says what then
        md5(concat_ws(
            '|',
            invoice_no,
            stock_code,
            coalesce(description, ''),
            quantity,
            invoice_date,
            unit_price,
            coalesce(cast(customer_id as varchar), ''),
            country
        )) as order_line_id,
        case
            when invoice_no like 'C%' then 'cancelled'
            when unit_price = 0 then 'give-away'
            else 'shipped'
        end as order_status,
        stock_code as product_id,
        quantity,
        unit_price,
        country,
        'GBP' as currency,
        null as campaign_code
    from lines

)

select * from mapped
