with

orders_ahead as (

    select * from {{ ref('customer_segmentation', 'int_orders_ahead') }}

),

stepped as (

    select
        *,
        orders - coalesce(lag(orders) over by_step, 0) as orders_of_step,
        coalesce(lag(ends_after) over by_step, 0) as starts_after
    from orders_ahead
    window by_step as (partition by fit, frequency, age_days order by ends_after)

),

-- money is worth less by the middle of the step
expected as (

    select
        fit,
        frequency,
        age_days,
        sum(cast(orders_of_step as decimal(28, 12))) as orders_if_alive,
        sum(cast(
            orders_of_step / power(
                cast(1 + {{ setting('annual_discount_rate') }} as {{ float_type() }}),
                (starts_after + ends_after) / cast(730 as {{ float_type() }})
            ) as decimal(28, 12)
        )) as discounted_orders_if_alive
    from stepped
    group by fit, frequency, age_days

)

select * from expected
