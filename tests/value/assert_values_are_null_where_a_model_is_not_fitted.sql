with

models as (

    select
        model,
        min(reason_not_fitted) as reason,
        max(case when is_chosen then 1 else 0 end) as is_chosen
    from {{ ref('customer_segmentation', 'fct_lifetime_value_model') }}
    group by model

),

-- one of those of purchases at most
orders as (

    select sum(is_chosen) as chosen
    from models
    where model <> 'gamma_gamma'

),

customers as (

    select * from {{ ref('customer_segmentation', 'fct_customer_lifetime_value') }}

),

differing as (

    select customers.customer_id
    from customers
    cross join orders
    inner join models as spending
        on spending.model = 'gamma_gamma'
    where
        orders.chosen > 1
        or (customers.probability_alive is null) <> (orders.chosen = 0)
        or (customers.expected_orders is null) <> (orders.chosen = 0)
        or (customers.expected_order_value is null)
        <> (coalesce(spending.reason, 'all orders are alike') <> 'all orders are alike')
        or (orders.chosen = 1 and coalesce(customers.reason, '') <> coalesce(spending.reason, ''))
        or (orders.chosen = 0 and customers.reason is null)

)

select * from differing
