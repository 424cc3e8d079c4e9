with

models as (

    select
        model,
        min(reason_not_fitted) as reason
    from {{ ref('customer_segmentation', 'fct_lifetime_value_model') }}
    group by model

),

customers as (

    select * from {{ ref('customer_segmentation', 'fct_customer_lifetime_value') }}

),

differing as (

    select customers.customer_id
    from customers
    inner join models as orders
        on orders.model = 'bg_nbd'
    inner join models as spending
        on spending.model = 'gamma_gamma'
    where
        (customers.probability_alive is null) <> (orders.reason is not null)
        or (customers.expected_orders is null) <> (orders.reason is not null)
        or (customers.expected_order_value is null) <> (spending.reason is not null)
        or coalesce(customers.reason, '')
        <> coalesce(orders.reason, spending.reason, '')

)

select * from differing
