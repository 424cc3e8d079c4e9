with

lines as (

    select * from {{ ref('customer_segmentation', 'int_order_lines_counted') }}

),

days as (

    select
        customer_id,
        product_line,
        ordered_on,
        count(case when is_purchase then 1 end) > 0 as is_purchase,
        sum(quantity) as units,
        sum(line_amount) as revenue
    from lines
    group by customer_id, product_line, ordered_on

),

grouped as (

    select
        customer_id,
        product_line,
        count(case when is_purchase then 1 end) as order_days,
        cast(sum(units) as {{ quantity_type() }}) as units,
        cast(sum(revenue) as {{ money_type() }}) as revenue,
        min(case when is_purchase then ordered_on end) as first_ordered_on,
        max(case when is_purchase then ordered_on end) as last_ordered_on
    from days
    group by customer_id, product_line
    -- a line that was only ever sent back was not bought
    having count(case when is_purchase then 1 end) > 0

)

select * from grouped
