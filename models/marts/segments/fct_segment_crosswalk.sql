with

customers as (

    select
        scheme,
        segment,
        customer_id,
        revenue
    from {{ ref('customer_segmentation', 'int_customers_segmented') }}

),

crossed as (

    select
        customers.scheme,
        customers.segment,
        others.scheme as other_scheme,
        others.segment as other_segment,
        count(*) as customers,
        cast(sum(customers.revenue) as {{ type_of('money') }}) as revenue
    from customers
    inner join customers as others
        on
            customers.customer_id = others.customer_id
            and customers.scheme <> others.scheme
    group by customers.scheme, customers.segment, others.scheme, others.segment

)

select * from crossed
