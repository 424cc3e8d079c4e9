-- and one of them is chosen, the one that the forecast is made by
with

methods as (

    select
        dimension,
        member,
        method,
        is_chosen,
        sum(forecasts) as forecasts
    from {{ ref('customer_segmentation', 'fct_sales_forecast_backtest') }}
    group by dimension, member, method, is_chosen

),

members as (

    select
        dimension,
        member,
        min(forecasts) as fewest,
        max(forecasts) as most,
        max(case when is_chosen then method end) as method,
        count(case when is_chosen then 1 end) as chosen_methods
    from methods
    group by dimension, member

),

forecasts as (

    select
        dimension,
        member,
        method
    from {{ ref('customer_segmentation', 'fct_sales_forecast') }}
    where own_forecast is not null
    group by dimension, member, method

)

select
    members.*,
    forecasts.method as method_used
from members
full outer join forecasts
    on
        members.dimension = forecasts.dimension
        and members.member = forecasts.member
where
    members.fewest is distinct from members.most
    or members.chosen_methods is distinct from 1
    or members.method is distinct from forecasts.method
