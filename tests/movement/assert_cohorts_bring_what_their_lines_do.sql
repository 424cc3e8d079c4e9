-- cell by cell from the lines, and the months so far; a month that is not over has no cell filled
with

lines as (

    select
        customer_id,
        cast({{ dbt.date_trunc('month', 'ordered_on') }} as date) as month,
        ordered_on,
        line_amount,
        is_purchase and ordered_on = order_placed_on as is_bought
    from {{ ref('customer_segmentation', 'fct_order_lines') }}
    where is_counted

),

firsts as (

    select
        customer_id,
        cast({{ dbt.date_trunc(
            'month', 'min(case when is_bought then ordered_on end)'
        ) }} as date) as cohort_month
    from lines
    group by customer_id

),

bought as (

    select
        firsts.cohort_month,
        lines.month,
        count(distinct case when lines.is_bought then lines.customer_id end) as customers,
        sum(lines.line_amount) as revenue
    from firsts
    inner join lines
        on
            firsts.customer_id = lines.customer_id
            and firsts.cohort_month <= lines.month
    group by firsts.cohort_month, lines.month

),

observed as (

    select max(month) as last_month
    from {{ ref('customer_segmentation', 'fct_sales_monthly') }}
    where is_complete_month

),

told as (

    select
        *,
        sum(revenue) over (partition by cohort_month order by months_since) as revenue_so_far,
        cast({{ dbt.dateadd('month', 'months_since', 'cohort_month') }} as date) as month
    from {{ ref('customer_segmentation', 'fct_cohort_retention') }}

)

select
    told.*,
    bought.customers as buyers,
    bought.revenue as brought
from told
cross join observed
left join bought
    on
        told.cohort_month = bought.cohort_month
        and told.month = bought.month
where
    (
        coalesce(told.month > observed.last_month, true)
        and coalesce(told.customers, told.revenue, told.cumulative_revenue) is not null
    )
    or (
        told.month <= observed.last_month
        and (
            told.customers is distinct from coalesce(bought.customers, 0)
            or told.revenue is distinct from coalesce(bought.revenue, 0)
            or told.cumulative_revenue is distinct from told.revenue_so_far
        )
    )
