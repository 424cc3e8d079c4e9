with

cells as (

    select * from {{ ref('customer_segmentation', 'fct_cohort_retention') }}

),

summed as (

    select
        cells.cohort_month,
        cells.months_since,
        cells.customers,
        cells.cumulative_revenue,
        sum(earlier.revenue) as revenue
    from cells
    inner join cells as earlier
        on
            cells.cohort_month = earlier.cohort_month
            and cells.months_since >= earlier.months_since
    group by
        cells.cohort_month, cells.months_since, cells.customers, cells.cumulative_revenue

)

select *
from summed
where case when customers is not null then revenue end is distinct from cumulative_revenue
