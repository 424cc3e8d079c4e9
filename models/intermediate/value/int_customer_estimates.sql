{%- set purchases, spending = value_model('purchases'), value_model('gamma_gamma') -%}
{%- set known = {'odds': 'chances > 0', 'growth': '1 = 1', 'value': 'only_value is null'} -%}
with

summaries as (

    select * from {{ ref('customer_segmentation', 'int_purchase_summaries') }}

),

purchase_fits as (

    select * from {{ ref('customer_segmentation', 'int_fits_chosen') }}
    where is_chosen

),

spending_fits as (

    select * from {{ ref('customer_segmentation', 'int_spending_fits') }}

),

orders as (

    select * from {{ ref('customer_segmentation', 'int_orders_expected') }}

),

joined as {{ planner_hint('kept_apart') }}(

    select
        summaries.*,
        coalesce(purchase_fits.reason_not_fitted, spending_fits.reason_not_fitted) as reason,
        {{ leaving_chances('purchase_fits.model', 'summaries.frequency') }} as chances,
        {% for fits, model in {'purchase_fits': purchases, 'spending_fits': spending}.items() -%}
        {% for name in model.parameters -%}
        {{ fits }}.{{ name }},
        {% for k in range(1, model.parameters | length + 1) -%}
        {{ fits }}.error_{{ k }}_{{ name }},
        {% endfor -%}
        {% endfor -%}
        {% endfor -%}
        spending_fits.only_value,
        -- as if one more purchase had been paid for as often as those of all are
        (summaries.valued_days + coalesce(spending_fits.paid_share, 1))
        / (summaries.frequency + 1) as paid_share,
        cast(summaries.value_of_days as {{ type_of('float') }}) as spent,
        orders.orders_if_alive,
        orders.discounted_orders_if_alive,
        orders.growth_by_r,
        orders.growth_by_alpha,
        orders.growth_by_a,
        orders.growth_by_b
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

estimated as (

    select
        {% for model in [purchases, spending] -%}
        {% for expected, growths in model.growths.items() -%}
        {% for k in range(1, model.parameters | length + 1) -%}
        case
            when {{ known[expected] }} then {{ moved_by_error(growths, k) }}
            else 0
        end as {{ expected }}_error_{{ k }},
        {% endfor -%}
        {% endfor -%}
        {% endfor -%}
        fit,
        customer_id,
        reason,
        frequency,
        recency_days,
        age_days,
        orders_if_alive,
        discounted_orders_if_alive,
        {{ log_odds_gone(
            'r', 'alpha', 'a', 'b', 'frequency', 'chances', 'recency_days', 'age_days',
        ) }} as log_odds,
        paid_share
        * coalesce(only_value, p * (v + spent) / (p * valued_days + q - 1)) as order_value
    from joined

)

select * from estimated
