-- month by month without a gap, added up from the counted lines by their own day, customers by that
-- of the order
with

lines as (

    select
        cast({{ dbt.date_trunc('month', 'ordered_on') }} as date) as month,
        count(*) as order_lines,
        count(
            distinct case when is_purchase and ordered_on = order_placed_on then customer_id end
        ) as customers,
        sum(quantity) as units,
        sum(line_amount) as revenue,
        -1 * sum(case when is_refund then line_amount else 0 end) as refunds
    from {{ ref('customer_segmentation', 'fct_order_lines') }}
    where is_counted
    group by cast({{ dbt.date_trunc('month', 'ordered_on') }} as date)

),

months as (

    select
        *,
        lag(month) over (order by month) as month_before
    from {{ ref('customer_segmentation', 'fct_sales_monthly') }}

)

select
    coalesce(months.month, lines.month) as month,
    months.revenue,
    lines.revenue as revenue_of_lines
from months
full outer join lines
    on months.month = lines.month
where
    months.month is null
    or {{ dbt.datediff('months.month_before', 'months.month', 'month') }} <> 1
    or months.order_lines <> coalesce(lines.order_lines, 0)
    or months.customers <> coalesce(lines.customers, 0)
    or coalesce(months.units, 0) <> coalesce(lines.units, 0)
    or months.revenue <> coalesce(lines.revenue, 0)
    or months.refunds <> coalesce(lines.refunds, 0)
