{%- set days_ago = dbt.datediff('purchases.order_placed_on', 'customers.as_of_date', 'day') -%}
with

purchases as (

    select * from {{ ref('customer_segmentation', 'int_decline_purchases') }}

),

customers as (

    select * from {{ ref('customer_segmentation', 'int_declining_customers') }}

),

totals as (

    select
        customer_id,
        max(purchases_back) as purchases,
        sum(amount) as amount
    from purchases
    group by customer_id

),

bought as (

    select
        purchases.customer_id,
        purchases.product_line,
        count(*) as purchases_with,
        min(purchases.purchases_back) - 1 as purchases_since,
        sum(purchases.amount) as amount,
        sum(case when {{ days_ago }} < 180 then purchases.amount else 0 end) as recent_amount,
        case
            when max(customers.days_before) >= 90
                then {{ ratio(
                    'sum(case when ' ~ days_ago ~ ' >= 180 and ' ~ days_ago
                    ~ ' < 545 then 180 * purchases.amount else 0 end)',
                    'least(max(customers.days_before), 365)', 6, 28
                ) }}
        end as usual_amount
    from purchases
    inner join customers
        on purchases.customer_id = customers.customer_id
    group by purchases.customer_id, purchases.product_line

),

-- how often it was in an order, from the first order to the last with it
shared as (

    select
        bought.*,
        {{ ratio('bought.purchases_with', 'totals.purchases - bought.purchases_since') }}
            as purchase_share,
        {{ ratio('bought.amount', 'totals.amount') }} as amount_share
    from bought
    inner join totals
        on bought.customer_id = totals.customer_id

),

-- by chance it would be missing from as many orders as have come since in one case of a hundred
given_up as (

    select
        customer_id,
        product_line,
        purchases_since,
        purchase_share,
        cast(usual_amount - recent_amount as {{ type_of('money') }}) as revenue_lost
    from shared
    where
        purchases_with >= 4
        and purchases_since >= 3
        and amount_share >= 0.15
        and coalesce(usual_amount > recent_amount, true)
        and power(cast(1 - purchase_share as {{ type_of('float') }}), purchases_since) <= 0.01

)

select * from given_up
