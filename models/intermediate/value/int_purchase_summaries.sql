with

days as (

    select
        *,
        case when ordered_on > first_purchased_on and revenue > 0 then 1 else 0 end as is_valued
    from {{ ref('customer_segmentation', 'int_purchase_days') }}

),

dates as (

    select * from {{ ref('customer_segmentation', 'int_fit_dates') }}

),

summed as (

    select
        dates.fit,
        days.customer_id,
        days.first_purchased_on,
        dates.ends_on,
        count(*) - 1 as frequency,
        max(days.ordered_on) as last_purchased_on,
        sum(days.is_valued) as valued_days,
        sum(days.is_valued * days.revenue) as value_of_days
    from days
    inner join dates
        on days.ordered_on <= dates.ends_on
    group by dates.fit, days.customer_id, days.first_purchased_on, dates.ends_on

),

summarized as (

    select
        fit,
        customer_id,
        cast(frequency as integer) as frequency,
        cast({{ dbt.datediff('first_purchased_on', 'last_purchased_on', 'day') }} as integer)
            as recency_days,
        cast({{ dbt.datediff('first_purchased_on', 'ends_on', 'day') }} as integer) as age_days,
        cast(valued_days as integer) as valued_days,
        cast(value_of_days as decimal(28, 6)) as value_of_days
    from summed

)

select * from summarized
