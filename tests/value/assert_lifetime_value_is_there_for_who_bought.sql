with

customers as (

    select * from {{ ref('customer_segmentation', 'fct_customer_metrics') }}
    where {{ 'false' if uses_totals() else 'true' }}

),

valued as (

    select * from {{ ref('customer_segmentation', 'fct_customer_lifetime_value') }}

),

-- order days are purchases, the first of them aside
differing as (

    select
        customers.customer_id as measured_id,
        valued.customer_id as valued_id
    from customers
    full outer join valued
        on customers.customer_id = valued.customer_id
    where
        customers.customer_id is null
        or valued.customer_id is null
        or customers.order_days <> valued.frequency + 1
        or customers.recency_days <> valued.age_days - valued.recency_days

)

select * from differing
