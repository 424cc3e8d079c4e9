with

order_days as (

    select * from {{ ref('customer_segmentation', 'int_orders_by_day') }}

),

as_of_dates as (

    select * from {{ ref('customer_segmentation', 'int_as_of_dates') }}

),

windowed as (

    select order_days.*
    from order_days
    inner join as_of_dates
        on {{ in_window('order_days', 'as_of_dates') }}

)

select * from windowed
