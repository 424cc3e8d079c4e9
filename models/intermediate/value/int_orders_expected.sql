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

-- money is worth less by the middle of the step; growths are known of the last step alone
expected as (

    select
        fit,
        frequency,
        age_days,
        sum(cast(orders_of_step as decimal(28, 12))) as orders_if_alive,
        sum(cast(
            orders_of_step / power(
                cast(1 + {{ setting('annual_discount_rate') }} as {{ type_of('float') }}),
                (starts_after + ends_after) / cast(730 as {{ type_of('float') }})
            ) as decimal(28, 12)
        )) as discounted_orders_if_alive,
        max(growth_by_r) as growth_by_r,
        max(growth_by_alpha) as growth_by_alpha,
        max(growth_by_a) as growth_by_a,
        max(growth_by_b) as growth_by_b
    from stepped
    group by fit, frequency, age_days

)

select * from expected
