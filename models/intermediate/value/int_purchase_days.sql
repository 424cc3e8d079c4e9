with

order_days as (

    select * from {{ ref('customer_segmentation', 'int_orders_by_day') }}

),

as_of_dates as (

    select * from {{ ref('customer_segmentation', 'int_as_of_dates') }}

),

counted as (

    select order_days.*
    from order_days
    inner join as_of_dates
        on
            order_days.ordered_on >= as_of_dates.window_starts_on
            and order_days.ordered_on <= as_of_dates.as_of_date

),

grouped as (

    select
        customer_id,
        ordered_on,
        cast(sum(revenue) as {{ money_type() }}) as revenue
    from counted
    group by customer_id, ordered_on
    having sum(case when is_purchase then 1 else 0 end) > 0

),

numbered as (

    select
        *,
        min(ordered_on) over (partition by customer_id) as first_purchased_on
    from grouped

)

select * from numbered
