with

months as (

    select
        coalesce(sum(orders), 0) as orders,
        coalesce(sum(new_customers), 0) as customers
    from {{ ref('customer_segmentation', 'fct_sales_monthly') }}

),

metrics as (

    select
        coalesce(sum(orders), 0) as orders,
        count(*) as customers
    from {{ ref('customer_segmentation', 'fct_customer_metrics') }}

)

select months.*
from months
cross join metrics
-- totals tell no months
where
    {{ 'false' if uses_totals() else 'true' }}
    and (months.orders <> metrics.orders or months.customers <> metrics.customers)
