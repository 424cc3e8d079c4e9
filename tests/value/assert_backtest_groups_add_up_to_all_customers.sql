with

groups as (

    select
        group_kind,
        sum(customers) as customers,
        sum(predicted_orders) as predicted_orders,
        sum(actual_orders) as actual_orders,
        sum(repeated_revenue) as repeated_revenue
    from {{ ref('customer_segmentation', 'fct_lifetime_value_backtest') }}
    group by group_kind

),

-- baselines are rounded in each group
differing as (

    select groups.*
    from groups
    inner join groups as everybody
        on everybody.group_kind = 'all'
    where
        groups.customers <> everybody.customers
        or groups.predicted_orders <> everybody.predicted_orders
        or groups.actual_orders <> everybody.actual_orders
        or abs(groups.repeated_revenue - everybody.repeated_revenue) > 1

)

select * from differing
