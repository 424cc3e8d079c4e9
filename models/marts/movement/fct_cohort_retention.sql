with

cohort_months as (

    select * from {{ ref('customer_segmentation', 'int_cohort_months') }}

),

months as (

    select * from {{ ref('customer_segmentation', 'int_sales_months') }}

),

ages as (

    select cast(row_number() over (order by month_starts_on) - 1 as integer) as months_since
    from months

),

observable as (

    select max(month_starts_on) as last_month
    from months
    where is_complete_month

),

-- every cohort has as many cells as the oldest one; what time has not brought yet stays empty
cells as (

    select
        cohort_months.cohort_month,
        cohort_months.buyers as cohort_customers,
        ages.months_since,
        cast(
            {{ dbt.dateadd('month', 'ages.months_since', 'cohort_months.cohort_month') }} as date
        ) as month_starts_on
    from cohort_months
    cross join ages
    where cohort_months.cohort_month = cohort_months.month_starts_on

),

observed as (

    select
        cells.*,
        cells.month_starts_on <= observable.last_month as is_observed,
        coalesce(cohort_months.buyers, 0) as buyers,
        coalesce(cohort_months.revenue, 0) as revenue
    from cells
    cross join observable
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
