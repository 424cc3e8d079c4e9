{%- set amount =
    "case deal_sizes.basis when 'order' then counted.order_amount else counted.line_amount end"
-%}
with

lines as (

    select * from {{ ref('customer_segmentation', 'int_order_lines') }}

),

as_of_dates as (

    select * from {{ ref('customer_segmentation', 'int_as_of_dates') }}

),

orders as (

    select
        order_days.customer_id,
        order_days.order_id,
        min(order_days.order_placed_on) as order_placed_on,
        sum(
            case when {{ in_window('order_days', 'as_of_dates') }} then order_days.revenue end
        ) as order_amount,
        count(
            case
                when order_days.is_purchase and {{ in_window('order_days', 'as_of_dates') }} then 1
            end
        ) as purchases
    from {{ ref('customer_segmentation', 'int_orders_by_day') }} as order_days
    cross join as_of_dates
    group by order_days.customer_id, order_days.order_id

),

buyers as (

    select customer_id
    from orders
    where purchases > 0
    group by customer_id

),

counted as (

    select
        lines.*,
        orders.order_amount,
        orders.order_placed_on,
        as_of_dates.window_starts_on,
        buyers.customer_id is not null
        and {{ is_counted('lines', 'as_of_dates') }} as is_counted
    from lines
    cross join as_of_dates
    left join buyers
        on lines.customer_id = buyers.customer_id
    left join orders
        on
            lines.customer_id = orders.customer_id
            and lines.order_id = orders.order_id

),

sized as (

    select
        counted.order_line_id,
        counted.order_id,
        counted.customer_id,
        counted.product_id,
        counted.campaign_code,
        counted.order_status,
        {% for column in inputs()['order_lines'].texts -%}
        counted.{{ column }},
        {% endfor -%}
        counted.currency,
        deal_sizes.deal_size,
        counted.quantity,
        counted.unit_price,
        counted.line_amount,
        counted.is_counted,
        counted.line_amount < 0 as is_refund,
        counted.is_counted
        and counted.line_amount >= 0
        and counted.order_placed_on >= counted.window_starts_on as is_purchase,
        counted.ordered_at,
        counted.ordered_on,
        counted.order_placed_on
    from counted
    left join {{ ref('customer_segmentation', 'stg_segmentation__deal_sizes') }} as deal_sizes
        on
            {{ amount }} >= coalesce(deal_sizes.at_least, {{ amount }})
            and {{ amount }} < coalesce(deal_sizes.below, {{ amount }} + 1)

)

select * from sized
