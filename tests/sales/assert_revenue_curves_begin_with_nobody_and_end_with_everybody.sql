with

curves as (

    select
        *,
        positive_revenue = 0 as has_no_shares
    from {{ ref('customer_segmentation', 'fct_revenue_concentration') }}

)

select *
from curves
where
    percentile = 0
    and (
        customers <> 0
        or revenue <> 0
        or cumulative_revenue_share <> 0
        or lorenz_revenue_share <> 0
    )
    or percentile = 100
    and (
        customers <> all_customers
        or revenue <> all_revenue
        or cumulative_revenue_share <> 1
        or lorenz_revenue_share <> 1
    )
    or (cumulative_revenue_share is null) <> has_no_shares
    or (lorenz_revenue_share is null) <> has_no_shares
    or (gini is null) <> has_no_shares
