with

curves as (

    select
        *,
        all_revenue <= 0 as has_no_shares,
        -- a share of 10^12 has no room for its places, and is null
        all_customers * largest_customer_revenue >= 900000000000 * all_revenue
            as may_have_no_shares
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
    or cumulative_revenue_share is null and not may_have_no_shares
    or cumulative_revenue_share is not null and has_no_shares
    or lorenz_revenue_share is null and not may_have_no_shares
    or lorenz_revenue_share is not null and has_no_shares
    or gini is null and not may_have_no_shares
    or gini is not null and has_no_shares
