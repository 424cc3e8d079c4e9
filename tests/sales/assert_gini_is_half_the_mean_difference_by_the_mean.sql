-- by the gaps between neighbouring revenues: each lies between as many pairs as there are customers
-- below it, times those above; less than nothing counts as nothing
with

customers as (

    select
        'all' as scheme,
        'all' as segment,
        greatest(revenue, 0) as revenue
    from {{ ref('customer_segmentation', 'fct_customer_metrics') }}
    union all
    select
        scheme,
        segment,
        greatest(revenue, 0) as revenue
    from {{ ref('customer_segmentation', 'fct_customer_segments') }}

),

revenues as (

    select
        scheme,
        segment,
        revenue,
        count(*) as customers
    from customers
    group by scheme, segment, revenue

),

gaps as (

    select
        scheme,
        segment,
        lead(revenue) over (partition by scheme, segment order by revenue) - revenue as gap,
        sum(customers) over (partition by scheme, segment order by revenue) as customers_below,
        sum(customers) over (partition by scheme, segment) as all_customers,
        sum(customers * revenue) over (partition by scheme, segment) as all_revenue
    from revenues

),

recomputed as (

    select
        scheme,
        segment,
        case
            when max(all_revenue) > 0
                then {{ ratio(
                    'sum(coalesce(gap, 0) * customers_below * (all_customers - customers_below))',
                    'max(all_customers) * max(all_revenue)',
                ) }}
        end as gini
    from gaps
    group by scheme, segment

),

published as (

    select
        'all' as scheme,
        'all' as segment,
        gini
    from {{ ref('customer_segmentation', 'fct_revenue_concentration') }}
    union all
    select
        scheme,
        segment,
        revenue_gini as gini
    from {{ ref('customer_segmentation', 'fct_segment_summary') }}
    where customers > 0

)

select
    published.*,
    recomputed.gini as recomputed_gini
from published
left join recomputed
    on
        published.scheme = recomputed.scheme
        and published.segment = recomputed.segment
where
    recomputed.scheme is null
    or published.gini is distinct from recomputed.gini
