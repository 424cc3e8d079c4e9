{{ config(enabled=(project_name == 'customer_segmentation')) }}

with

-- as text, so that no literal is a floating-point number on any engine
cases as (

    select
        cast(order_days as bigint) as order_days,
        cast(gap_days as bigint) as gap_days,
        cast(squared_gap_days as bigint) as squared_gap_days,
        cast(mean as decimal(18, 2)) as mean,
        cast(variation as decimal(18, 4)) as variation
    from (
        values
        ('1', '0', null, null, null),
        ('2', '10', null, '10.00', null),
        ('3', '20', '200', '10.00', '0.0000'),
        -- gaps of 10 and 20 days: their sample standard deviation is 7.0711
        ('3', '30', '500', '15.00', '0.4714'),
        ('4', '5', '9', '1.67', '0.3464'),
        ('4', '9', '41', '3.00', '0.8819')
    ) as cases (order_days, gap_days, squared_gap_days, mean, variation)

),

measured as (

    select
        *,
        {{ days_between_orders() }} as given_mean,
        {{ order_gap_variation() }} as given_variation
    from cases

)

select *
from measured
where
    coalesce(mean, -1) <> coalesce(given_mean, -1)
    or coalesce(variation, -1) <> coalesce(given_variation, -1)
