with

dates as (

    select
        *,
        cast({{ dbt.dateadd('day', -365, 'ends_on') }} as date) as year_before,
        least(365, {{ dbt.datediff('starts_on', 'ends_on', 'day') }} + 1) as days_before
    from {{ ref('customer_segmentation', 'int_fit_dates') }}
    where fit = 'calibration'

),

days as (

    select * from {{ ref('customer_segmentation', 'int_purchase_days') }}

),

-- the year before the calibration ends, and all that came after it
split as (

    select
        days.customer_id,
        dates.ends_on,
        dates.horizon_days,
        dates.days_before,
        count(case when days.ordered_on > dates.ends_on then 1 end) as actual_orders,
        sum(case when days.ordered_on > dates.ends_on then days.revenue else 0 end)
            as actual_revenue,
        sum(case
            when days.ordered_on > dates.year_before and days.ordered_on <= dates.ends_on
                then days.revenue
            else 0
        end) as revenue_before
    from days
    cross join dates
    group by days.customer_id, dates.ends_on, dates.horizon_days, dates.days_before

)

select * from split
