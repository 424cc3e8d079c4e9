with

lines as (

    select * from {{ ref('customer_segmentation', 'int_order_lines') }}

),

as_of_dates as (

    select * from {{ ref('customer_segmentation', 'int_as_of_dates') }}

),

buyers as (

    select customer_id
    from {{ ref('customer_segmentation', 'int_orders_in_window') }}
    where is_purchase
    group by customer_id

),

products as (

    select * from {{ ref('customer_segmentation', 'stg_segmentation__products') }}

),

-- a product that the catalogue itself calls unknown is the one of lines that name none
counted as (

    select
        lines.customer_id,
        lines.order_id,
        coalesce(lines.product_id, 'unknown') as product_id,
        coalesce(products.product_line, 'unknown') as product_line,
        lines.quantity,
        lines.line_amount,
        lines.line_amount >= 0
        {%- if setting('lookback_months') %}
        -- without a look-back no order begins before the window
        and order_days.order_placed_on >= as_of_dates.window_starts_on
        {%- endif %} as is_purchase,
        lines.ordered_on
    from lines
    cross join as_of_dates
    inner join buyers
        on lines.customer_id = buyers.customer_id
    {% if setting('lookback_months') -%}
    inner join {{ ref('customer_segmentation', 'int_orders_by_day') }} as order_days
        on
            lines.customer_id = order_days.customer_id
            and lines.order_id = order_days.order_id
            and lines.ordered_on = order_days.ordered_on
    {% endif -%}
    left join products
        on coalesce(lines.product_id, 'unknown') = products.product_id
    where {{ is_counted('lines', 'as_of_dates') }}

)

select * from counted
