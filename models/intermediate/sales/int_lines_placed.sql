-- a view: what reads it adds up, and lines are dear to write
{{ config(materialized='view') }}
{%- set monday = dbt.date_trunc('week', 'lines.ordered_on') -%}
{%- set month = dbt.date_trunc('month', 'lines.ordered_on') -%}
{%- set month_of_order =
    dbt.date_trunc('month', 'coalesce(lines.order_placed_on, lines.ordered_on)')
-%}
with

-- a product that the catalogue itself calls unknown is the one of lines that name none
placed as (

    select
        lines.customer_id,
        lines.order_id,
        coalesce(lines.country, buyers.country, 'unknown') as country,
        coalesce(lines.deal_size, 'unknown') as deal_size,
        coalesce(lines.order_status, 'unknown') as order_status,
        coalesce(lines.product_id, 'unknown') as product,
        coalesce(products.product_line, 'unknown') as product_line,
        cast(
            {{ dbt.datediff(monday, 'lines.ordered_on', 'day') }} + 1 as {{ dbt.type_string() }}
        ) as weekday,
        cast({{ month }} as date) as month_starts_on,
        lines.quantity,
        lines.line_amount,
        lines.is_refund,
        lines.is_counted,
        lines.is_purchase or not (lines.is_counted or lines.is_refund) as is_order,
        lines.is_purchase and lines.ordered_on = lines.order_placed_on as is_begun,
        {{ month }} = {{ month_of_order }} as is_month_of_order,
        -- what was sent back was not used up, whichever sign its quantity has
        case
            when lines.is_refund then -abs(cast(lines.quantity as decimal(19, 3)))
            when lines.quantity >= 0 then cast(lines.quantity as decimal(19, 3))
        end * products.unit_cost as cost
    -- a mart, because the lines with their deal size are in no other place
    from {{ ref('customer_segmentation', 'fct_order_lines') }} as lines
    left join {{ ref('customer_segmentation', 'stg_segmentation__products') }} as products
        on coalesce(lines.product_id, 'unknown') = products.product_id
    left join {{ ref('customer_segmentation', 'dim_customers') }} as buyers
        on lines.customer_id = buyers.customer_id

)

select * from placed
