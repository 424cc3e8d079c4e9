with

order_days as (

    select * from {{ ref('customer_segmentation', 'int_orders_by_day') }}

),

as_of_dates as (

    select * from {{ ref('customer_segmentation', 'int_history_dates') }}

),

{{ totals_of_customers() }},

{{ rhythms_of_customers() }},

customers as (

    select * from totalled

),

{{ measures_of_customers(among='partition by customers.as_of_date') }}

select * from measured
