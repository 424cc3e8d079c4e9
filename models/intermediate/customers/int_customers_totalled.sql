with

order_days as (

    select * from {{ ref('customer_segmentation', 'int_orders_by_day') }}

),

as_of_dates as (

    select * from {{ ref('customer_segmentation', 'int_as_of_dates') }}

),

{{ totals_of_customers() }},

-- the one or the other is empty
given as (

    select * from {{ ref('customer_segmentation', 'int_customers_given') }}

),

combined as (

    select * from totalled
    union all
    select * from given

)

select * from combined
