{%- set money = type_of('money') -%}
with

judged as (

    select
        *,
        cast(forecast as {{ money }}) as expected_revenue,
        cast(forecast - margin as {{ money }}) as expected_low,
        cast(forecast + margin as {{ money }}) as expected_high
    from {{ ref('customer_segmentation', 'int_periods_judged') }}
    where
        is_regular
        and age < case period_type when 'month' then 24 else 104 end

),

outside as (

    select
        dimension,
        member,
        period_type,
        case when revenue > expected_high then 'above' else 'below' end as direction,
        method,
        revenue,
        expected_revenue,
        expected_low,
        expected_high,
        cast(greatest(revenue - expected_high, expected_low - revenue) as {{ money }})
            as amount_outside,
        period_start
    from judged
    where revenue not between expected_low and expected_high

)

select * from outside
