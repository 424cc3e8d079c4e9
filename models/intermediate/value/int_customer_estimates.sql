{%- set purchases, spending = purchase_model(), spending_model() -%}
{%- set known = {'odds': 'chances > 0', 'growth': '1 = 1', 'value': 'only_value is null'} -%}
with

steps as (

    select
        *,
        orders - coalesce(lag(orders) over by_step, 0) as orders_of_step,
        coalesce(lag(ends_after) over by_step, 0) as starts_after
    from {{ ref('customer_segmentation', 'int_orders_ahead') }}
    window by_step as (partition by fit, frequency, age_days order by ends_after)

),

-- money is worth less by the middle of the step; growths are known of the last step alone
orders as (

    select
        fit,
        frequency,
        age_days,
        {% for name in purchases.parameters -%}
        max(growth_by_{{ name }}) as growth_by_{{ name }},
        {% endfor -%}
        sum(cast(orders_of_step as decimal(28, 12))) as orders_if_alive,
        sum(cast(
            orders_of_step / power(
                cast(1 + {{ setting('annual_discount_rate') }} as {{ type_of('float') }}),
                (starts_after + ends_after) / cast(730 as {{ type_of('float') }})
            ) as decimal(28, 12)
        )) as discounted_orders_if_alive
    from steps
    group by fit, frequency, age_days

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
        {% for name in purchases.parameters -%}
        orders.growth_by_{{ name }},
        {% endfor -%}
        orders.orders_if_alive,
        orders.discounted_orders_if_alive
    from {{ ref('customer_segmentation', 'int_purchase_summaries') }} as summaries
    inner join {{ ref('customer_segmentation', 'int_fits_chosen') }} as purchase_fits
        on summaries.fit = purchase_fits.fit
    inner join {{ ref('customer_segmentation', 'int_spending_fits') }} as spending_fits
        on summaries.fit = spending_fits.fit
    left join orders
        on
            summaries.fit = orders.fit
            and summaries.frequency = orders.frequency
            and summaries.age_days = orders.age_days
    where purchase_fits.is_chosen

),

estimated as (

    select
        {% for model in [purchases, spending] -%}
        {% for expected, growths in model.growths.items() -%}
        {% for k in range(1, model.parameters | length + 1) -%}
        case
            when {{ known[expected] }}
                then
                    0
                    {%- for name, growth in growths.items() %}
                    + {{ growth }} * error_{{ k }}_{{ name }}
                    {%- endfor %}
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
