with

summaries as (

    select * from {{ ref('customer_segmentation', 'int_purchase_summaries') }}

),

purchase_fits as (

    select * from {{ ref('customer_segmentation', 'int_purchase_fits') }}

),

spending_fits as (

    select * from {{ ref('customer_segmentation', 'int_spending_fits') }}

),

orders as (

    select * from {{ ref('customer_segmentation', 'int_orders_expected') }}

),

estimated as (

    select
        summaries.*,
        coalesce(purchase_fits.reason_not_fitted, spending_fits.reason_not_fitted) as reason,
        1 / (1 + exp({{ log_odds_gone(
            'purchase_fits.r', 'purchase_fits.alpha', 'purchase_fits.a', 'purchase_fits.b',
            'summaries.frequency', 'summaries.recency_days', 'summaries.age_days',
        ) }})) as alive,
        orders.orders_if_alive,
        orders.discounted_orders_if_alive,
        spending_fits.p
        * (spending_fits.v + cast(summaries.value_of_days as {{ float_type() }}))
        / (spending_fits.p * summaries.valued_days + spending_fits.q - 1) as order_value
    from summaries
    inner join purchase_fits
        on summaries.fit = purchase_fits.fit
    inner join spending_fits
        on summaries.fit = spending_fits.fit
    left join orders
        on
            summaries.fit = orders.fit
            and summaries.frequency = orders.frequency
            and summaries.age_days = orders.age_days

),

valued as (

    select
        fit,
        customer_id,
        reason,
        frequency,
        recency_days,
        age_days,
        case
            when orders_if_alive is not null then cast(alive as decimal(18, 6))
        end as probability_alive,
        cast(alive * orders_if_alive as decimal(18, 6)) as expected_orders,
        cast(order_value as decimal(28, 6)) as expected_order_value,
        cast(alive * orders_if_alive * order_value as decimal(28, 6)) as expected_revenue,
        cast(
            alive * discounted_orders_if_alive * order_value * {{ setting('margin') }}
            as decimal(28, 6)
        ) as lifetime_value
    from estimated

)

select * from valued
