{%- set first_month = dbt.date_trunc('month', 'customers.first_ordered_on') -%}
{%- set cohort_month = 'cast(' ~ first_month ~ ' as date)' -%}
with

cohort_months as (

    select
        {{ cohort_month }} as cohort_month,
        months.month_starts_on,
        count(case when months.is_buyer then 1 end) as buyers,
        sum(months.revenue) as revenue
    from {{ ref('customer_segmentation', 'int_customers_totalled') }} as customers
    inner join {{ ref('customer_segmentation', 'int_customer_months') }} as months
        on customers.customer_id = months.customer_id
    group by {{ cohort_month }}, months.month_starts_on

),

months as (

    select
        month_starts_on,
        cast(row_number() over (order by month_starts_on) - 1 as integer) as months_since,
        max(case when is_complete_month then month_starts_on end) over () as last_month
    from {{ ref('customer_segmentation', 'int_sales_months') }}

),

-- every cohort has as many cells as the oldest one; what time has not brought yet stays empty, and
-- a refund before the first purchase has none
cells as (

    select
        cohort_months.cohort_month,
        cohort_months.buyers as cohort_customers,
        months.months_since,
        months.last_month,
        cast(
            {{ dbt.dateadd('month', 'months.months_since', 'cohort_months.cohort_month') }} as date
        ) as month_starts_on
    from cohort_months
    cross join months
    where cohort_months.cohort_month = cohort_months.month_starts_on

),

observed as (

    select
        cells.*,
        cells.month_starts_on <= cells.last_month as is_observed,
        coalesce(cohort_months.buyers, 0) as buyers,
        coalesce(cohort_months.revenue, 0) as revenue
    from cells
    left join cohort_months
        on
            cells.cohort_month = cohort_months.cohort_month
            and cells.month_starts_on = cohort_months.month_starts_on

),

accumulated as (

    select
        cohort_month,
        months_since,
        cohort_customers,
        case when is_observed then buyers end as customers,
        case when is_observed then revenue end as revenue,
        case
            when is_observed
                then sum(revenue) over (partition by cohort_month order by months_since)
        end as cumulative_revenue
    from observed

),

retained as (

    select
        cohort_month,
        months_since,
        cohort_customers,
        customers,
        {{ ratio('customers', 'cohort_customers') }} as retention,
        cast(revenue as {{ type_of('money') }}) as revenue,
        cast(cumulative_revenue as {{ type_of('money') }}) as cumulative_revenue,
        {{ ratio('cumulative_revenue', 'cohort_customers', setting('amount_decimals')) }}
            as cumulative_revenue_per_customer
    from accumulated

)

select * from retained
