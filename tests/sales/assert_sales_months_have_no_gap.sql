with

months as (

    select
        count(*) as months,
        min(month) as first_month,
        max(month) as last_month
    from {{ ref('customer_segmentation', 'fct_sales_monthly') }}

)

select *
from months
where
    months > 0
    and months <> {{ dbt.datediff('first_month', 'last_month', 'month') }} + 1
