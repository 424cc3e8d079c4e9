-- each customer is in one cohort, and each cohort is whole in its first month
with

cohorts as (

    select
        cohort_month,
        max(cohort_customers) as customers,
        count(distinct cohort_customers) as sizes,
        max(case when months_since = 0 then customers end) as first_customers
    from {{ ref('customer_segmentation', 'fct_cohort_retention') }}
    group by cohort_month

),

customers as (

    select
        cast({{ dbt.date_trunc('month', 'first_ordered_on') }} as date) as cohort_month,
        count(*) as customers
    from {{ ref('customer_segmentation', 'fct_customer_metrics') }}
    where {{ 'false' if uses_totals() else 'true' }}
    group by cast({{ dbt.date_trunc('month', 'first_ordered_on') }} as date)

)

select
    coalesce(cohorts.cohort_month, customers.cohort_month) as cohort_month,
    cohorts.customers as cohort_customers,
    customers.customers
from cohorts
full join customers
    on cohorts.cohort_month = customers.cohort_month
where
    cohorts.customers is distinct from customers.customers
    or cohorts.sizes <> 1
    or cohorts.first_customers <> cohorts.customers
