with

customers as (

    select
        customer_id,
        revenue,
        row_number() over (order by revenue desc, customer_id asc) as place,
        row_number() over (order by revenue asc, customer_id desc) as place_from_below
    from {{ ref('customer_segmentation', 'fct_customer_metrics') }}

),

curve as (

    select * from {{ ref('customer_segmentation', 'fct_revenue_concentration') }}
    where
        scheme = 'all'
        and percentile in (1, 10, 50)

),

recomputed as (

    select
        curve.percentile,
        count(
            case
                when customers.place - 1 < curve.percentile * curve.all_customers / 100.0 then 1
            end
        ) as customers,
        sum(case when customers.place <= curve.customers then customers.revenue end) as revenue,
        sum(
            case
                when customers.place_from_below <= curve.customers
                    then greatest(customers.revenue, 0)
            end
        ) as lowest_revenue,
        sum(case when customers.place <= 5 then customers.revenue end) as largest_five_revenue,
        sum(case when customers.place > 1 then customers.revenue else 0 end)
            as revenue_without_largest,
        max(case when customers.place = 1 then customers.customer_id end) as largest_customer_id
    from curve
    cross join customers
    group by curve.percentile

)

select
    curve.*,
    recomputed.revenue as recomputed_revenue,
    recomputed.lowest_revenue
from curve
inner join recomputed
    on curve.percentile = recomputed.percentile
where
    curve.customers <> recomputed.customers
    or curve.revenue <> recomputed.revenue
    or abs(
        curve.lorenz_revenue_share * cast(curve.positive_revenue as decimal(31, 6))
        - recomputed.lowest_revenue
    ) > 0.000001 * cast(curve.positive_revenue as decimal(31, 6))
    or curve.largest_five_revenue <> recomputed.largest_five_revenue
    or curve.revenue_without_largest <> recomputed.revenue_without_largest
    or curve.largest_customer_id <> recomputed.largest_customer_id
