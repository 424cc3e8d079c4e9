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

    select
        totalled.*,
        as_of_dates.is_frozen_day
    from totalled
    inner join as_of_dates
        on totalled.as_of_date = as_of_dates.as_of_date

),

{{ measures_of_customers(
    among='partition by customers.as_of_date',
    is_frozen=(setting('history_thresholds') == 'frozen'),
) }}

select * from measured
