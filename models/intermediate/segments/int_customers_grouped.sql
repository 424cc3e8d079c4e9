with

customers as (

    select
        customer_id,
        revenue
    from {{ ref('customer_segmentation', 'int_customers_measured') }}

),

attributes as (

    select * from {{ ref('customer_segmentation', 'stg_segmentation__customers') }}

),

grouped as (

    select
        customers.customer_id,
        customers.revenue,
        coalesce(attributes.customer_group, 'unknown') as customer_group
    from customers
    left join attributes
        on customers.customer_id = attributes.customer_id
    where {{ 'true' if has_customer_groups() else 'false' }}

)

select * from grouped
