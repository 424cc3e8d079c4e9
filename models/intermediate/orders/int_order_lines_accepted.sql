-- read as it is made: a second copy of the lines would cost more than the joins
{{ config(materialized="view") }}

with

lines as (

    select * from {{ ref('customer_segmentation', 'int_order_lines_checked') }}
    where rejection_reason is null

),

silent as (

    select
        customer_id,
        order_id
    from lines
    where order_status is null
    group by customer_id, order_id

),

-- many exports say the status of an order on its first line only, and mean all of it
stated as (

    select
        lines.customer_id,
        lines.order_id,
        min(lines.order_status) as order_status
    from lines
    inner join silent
        on
            lines.customer_id = silent.customer_id
            and lines.order_id = silent.order_id
    where lines.order_status is not null
    group by lines.customer_id, lines.order_id
    having min(lines.order_status) = max(lines.order_status)

),

completed as (

    select
        lines.order_line_id,
        lines.order_id,
        lines.customer_id,
        lines.product_id,
        lines.campaign_code,
        coalesce(lines.order_status, stated.order_status) as order_status,
        lines.country,
        lines.currency,
        lines.quantity,
        lines.unit_price,
        lines.line_amount,
        {% if setting('incremental_lines') -%}
        lines.row_hash,
        {% endif -%}
        lines.ordered_at,
        lines.ordered_on
    from lines
    left join stated
        on
            lines.customer_id = stated.customer_id
            and lines.order_id = stated.order_id

)

select * from completed
