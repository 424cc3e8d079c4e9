-- every line is set beside every other: the number of pairs is the square of this
{% set most_lines = 50 %}

with

orders as (

    select
        customer_id,
        order_id,
        product_line,
        ordered_on,
        count(case when is_purchase then 1 end) > 0 as is_purchase,
        sum(quantity) as units,
        sum(line_amount) as revenue
    from {{ ref('customer_segmentation', 'int_order_lines_counted') }}
    group by customer_id, order_id, product_line, ordered_on

),

days as (

    select
        orders.customer_id,
        orders.product_line,
        case when orders.is_purchase then order_days.order_placed_on end as purchased_on,
        sum(orders.units) as units,
        sum(orders.revenue) as revenue
    from orders
    inner join {{ ref('customer_segmentation', 'int_orders_by_day') }} as order_days
        on
            orders.customer_id = order_days.customer_id
            and orders.order_id = order_days.order_id
            and orders.ordered_on = order_days.ordered_on
    group by
        orders.customer_id,
        orders.product_line,
        case when orders.is_purchase then order_days.order_placed_on end

),

grouped as (

    select
        customer_id,
        product_line,
        count(purchased_on) as order_days,
        cast(sum(units) as {{ type_of('quantity') }}) as units,
        cast(sum(revenue) as {{ type_of('money') }}) as revenue,
        min(purchased_on) as first_ordered_on,
        max(purchased_on) as last_ordered_on
    from days
    group by customer_id, product_line
    -- a line that was only ever sent back was not bought
    having count(purchased_on) > 0

),

ranked as (

    select
        product_line,
        cast(row_number() over (order by count(*) desc, product_line asc) as integer) as line_number
    from grouped
    where product_line <> 'unknown'
    group by product_line

),

numbered as (

    select
        grouped.*,
        customer_profiles.profile,
        ranked.line_number
    from grouped
    left join ranked
        on
            grouped.product_line = ranked.product_line
            and ranked.line_number <= {{ most_lines }}
    left join {{ ref('customer_segmentation', 'int_customer_profiles') }} as customer_profiles
        on grouped.customer_id = customer_profiles.customer_id

)

select * from numbered
