-- five measures of each month: the latest complete one is compared with the one before and the one
-- a year before; a returning customer has bought in an earlier month
with

months as (

    select
        month,
        is_complete_month,
        revenue,
        orders,
        customers,
        average_order_value,
        case when customers > 0 then (customers - new_customers) / customers end as returning_share
    from fct_sales_monthly

),

latest as (

    select max(month) as month
    from months
    where is_complete_month

),

measured as (

    select
        month,
        is_complete_month,
        'revenue' as measure,
        1 as measure_order,
        cast(revenue as double) as value
    from months
    union all
    select
        month,
        is_complete_month,
        'orders' as measure,
        2 as measure_order,
        orders as value
    from months
    union all
    select
        month,
        is_complete_month,
        'customers' as measure,
        3 as measure_order,
        customers as value
    from months
    union all
    select
        month,
        is_complete_month,
        'average order value' as measure,
        4 as measure_order,
        average_order_value as value
    from months
    union all
    select
        month,
        is_complete_month,
        'returning customers' as measure,
        5 as measure_order,
        returning_share as value
    from months

)

select
    measured.measure,
    now.month,
    now.value,
    before.value as month_before,
    year_before.value as year_before,
    list(measured.value order by measured.month) as history
from measured
cross join latest
left join measured as now
    on
        measured.measure = now.measure
        and latest.month = now.month
left join measured as before
    on
        measured.measure = before.measure
        and latest.month = before.month + interval 1 month
        and before.is_complete_month
left join measured as year_before
    on
        measured.measure = year_before.measure
        and latest.month = year_before.month + interval 1 year
        and year_before.is_complete_month
where measured.month between latest.month - interval 24 month and latest.month
group by all
order by min(measured.measure_order)
