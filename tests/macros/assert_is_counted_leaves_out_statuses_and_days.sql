{{ config(enabled=(project_name == 'customer_segmentation')) }}

with

-- by the default settings: cancelled orders are left out, refunds count
cases as (

    select * from (
        values
        ('shipped', 10, 15, true),
        ('cancelled', 10, 15, false),
        ('cancelled', -10, 15, false),
        ('not cancelled', 10, 15, true),
        ('shipped', 0, 15, true),
        ('shipped', -10, 15, true),
        (null, 10, 15, true),
        ('shipped', 10, 9, false),
        ('shipped', 10, 10, true),
        ('shipped', 10, 20, true),
        ('shipped', 10, 21, false)
    ) as cases (order_status, line_amount, ordered_on, expected)

),

as_of_dates as (

    select
        10 as window_starts_on,
        20 as as_of_date

),

compared as (

    select
        cases.*,
        {{ is_counted('cases', 'as_of_dates') }} as actual
    from cases
    cross join as_of_dates

)

select * from compared
where actual is distinct from expected
