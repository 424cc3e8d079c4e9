with

order_days as (

    select * from {{ ref('customer_segmentation', 'int_orders_by_day') }}

),

as_of_dates as (

    select * from {{ ref('customer_segmentation', 'int_as_of_dates') }}

),

-- an order's later lines belong to its purchase; a refund lowers the day that it is on
counted as (

    select
        order_days.*,
        case
            when order_days.order_lines > order_days.refund_lines then order_days.order_placed_on
            else order_days.ordered_on
        end as purchased_on
    from order_days
    inner join as_of_dates
        on
            order_days.ordered_on >= as_of_dates.window_starts_on
            and order_days.ordered_on <= as_of_dates.as_of_date

),

grouped as (

    select
        customer_id,
        purchased_on as ordered_on,
        cast(sum(revenue) as {{ type_of('money') }}) as revenue
    from counted
    group by customer_id, purchased_on
    having sum(case when is_purchase then 1 else 0 end) > 0

),

numbered as (

    select
        *,
        min(ordered_on) over (partition by customer_id) as first_purchased_on
    from grouped

)

select * from numbered
