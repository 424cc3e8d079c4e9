-- every member once a month, for the twelve months after the last complete one, to the cent
with

members as (

    select
        dimension,
        month,
        horizon,
        last_month,
        count(*) as members,
        count(forecast) as foreseen_members,
        sum(forecast) as forecast
    from {{ ref('customer_segmentation', 'fct_sales_forecast') }}
    group by dimension, month, horizon, last_month

),

different as (

    select
        dimension,
        member,
        month
    from {{ ref('customer_segmentation', 'fct_sales_forecast') }}
    group by dimension, member, month

),

keys as (

    select
        dimension,
        month,
        count(*) as different_members
    from different
    group by dimension, month

)

select
    members.*,
    totals.forecast as total
from members
inner join keys
    on
        members.dimension = keys.dimension
        and members.month = keys.month
left join members as totals
    on
        members.month = totals.month
        and totals.dimension = 'all'
where
    members.forecast is distinct from totals.forecast
    or members.members <> keys.different_members
    or members.foreseen_members not in (0, members.members)
    or members.horizon <> {{ dbt.datediff('members.last_month', 'members.month', 'month') }}
