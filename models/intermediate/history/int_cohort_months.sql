with

customer_months as (

    select * from {{ ref('customer_segmentation', 'int_customer_months') }}

),

customers as (

    select
        customer_id,
        cast({{ dbt.date_trunc('month', 'first_ordered_on') }} as date) as cohort_month
    from {{ ref('customer_segmentation', 'int_customers_totalled') }}

),

-- a refund before the first purchase belongs to no month since it
summed as (

    select
        customers.cohort_month,
        customer_months.month_starts_on,
        count(case when customer_months.is_buyer then 1 end) as buyers,
        sum(customer_months.revenue) as revenue
    from customers
    inner join customer_months
        on
            customers.customer_id = customer_months.customer_id
            and customers.cohort_month <= customer_months.month_starts_on
    group by customers.cohort_month, customer_months.month_starts_on

)

select * from summed
