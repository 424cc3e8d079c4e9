{%- set purchase_parameters = value_model('purchases').parameters -%}
{%- set spending_parameters = value_model('gamma_gamma').parameters -%}
{#- nine in ten of a normal distribution lie within -#}
{%- set z = 1.6448536269514722 -%}
with

summaries as (

    select * from {{ ref('customer_segmentation', 'int_purchase_summaries') }}

),

purchase_fits as (

    select *
    from {{ ref('customer_segmentation', 'int_purchase_fits') }}
    where is_chosen

),

spending_fits as (

    select * from {{ ref('customer_segmentation', 'int_spending_fits') }}

),

orders as (

    select * from {{ ref('customer_segmentation', 'int_orders_expected') }}

),

joined as {{ kept_apart() }}(

    select
        summaries.*,
        coalesce(purchase_fits.reason_not_fitted, spending_fits.reason_not_fitted) as reason,
        {{ leaving_chances('purchase_fits.model', 'summaries.frequency') }} as chances,
        {% for name in purchase_parameters -%}
        purchase_fits.{{ name }},
        {% for k in range(1, 5) -%}
        purchase_fits.error_{{ k }}_{{ name }},
        {% endfor -%}
        {% endfor -%}
        {% for name in spending_parameters -%}
        spending_fits.{{ name }},
        {% for k in range(1, 4) -%}
        coalesce(spending_fits.error_{{ k }}_{{ name }}, 0) as error_{{ k }}_{{ name }},
        {% endfor -%}
        {% endfor -%}
        spending_fits.only_value,
        -- as if one more purchase had been paid for as often as those of all are
        (summaries.valued_days + coalesce(spending_fits.paid_share, 1))
        / (summaries.frequency + 1) as paid_share,
        cast(summaries.value_of_days as {{ float_type() }}) as spent,
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

estimated as {{ kept_apart() }}(

    select
        *,
        {{ log_odds_gone(
            'r', 'alpha', 'a', 'b', 'frequency', 'chances', 'recency_days', 'age_days',
        ) }} as log_odds,
        -- by how much the logarithm of the odds grows with that of each parameter
        case when chances > 0 then r * (ln(alpha + age_days) - ln(alpha + recency_days)) else 0 end
            as odds_by_r,
        case
            when chances > 0
                then (r + frequency)
                    * (alpha / (alpha + age_days) - alpha / (alpha + recency_days))
            else 0
        end as odds_by_alpha,
        case when chances > 0 then 1 else 0 end as odds_by_a,
        case when chances > 0 then -1 * b / (b + chances - 1) else 0 end as odds_by_b,
        paid_share
        * coalesce(only_value, p * (v + spent) / (p * valued_days + q - 1)) as order_value,
        case when only_value is null then 1 - p * valued_days / (p * valued_days + q - 1) else 0 end
            as value_by_p,
        case when only_value is null then -1 * q / (p * valued_days + q - 1) else 0 end
            as value_by_q,
        case when only_value is null then v / (v + spent) else 0 end as value_by_v
    from joined

),

-- by how much each independent error of the estimates moves the logarithms of what is expected
erring as {{ kept_apart() }}(

    select
        *,
        1 / (1 + exp(log_odds)) as alive
        {%- for k in range(1, 5) %}
        {%- for expected in ['odds', 'growth'] %},
        {% for name in purchase_parameters -%}
        {{ expected }}_by_{{ name }} * error_{{ k }}_{{ name }}{{ ' + ' if not loop.last }}
        {%- endfor %} as {{ expected }}_error_{{ k }}
        {%- endfor %}
        {%- endfor %}
        {%- for k in range(1, 4) %},
        {% for name in spending_parameters -%}
        value_by_{{ name }} * error_{{ k }}_{{ name }}{{ ' + ' if not loop.last }}
        {%- endfor %} as value_error_{{ k }}
        {%- endfor %}
    from estimated

),

-- orders are those of who is still there times the chance to be
moved as {{ kept_apart() }}(

    select
        *,
        alive * orders_if_alive as orders,
        alive * discounted_orders_if_alive * order_value * {{ setting('margin') }} as total
        {%- for k in range(1, 5) %},
        growth_error_{{ k }} - (1 - alive) * odds_error_{{ k }} as orders_error_{{ k }}
        {%- endfor %}
    from erring

),

{% set widths = {'odds': 4, 'orders': 4, 'value': 3} -%}
spread as {{ kept_apart() }}(

    select
        *
        {%- for name, errors in widths.items() %},
        least({{ z }} * sqrt(
            {%- for k in range(1, errors + 1) -%}
            {{ name }}_error_{{ k }} * {{ name }}_error_{{ k }}{{ ' + ' if not loop.last }}
            {%- endfor -%}
        ), 10) as {{ name }}_width
        {%- endfor %}
    from moved

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
        cast(orders as decimal(18, 6)) as expected_orders,
        cast(order_value as decimal(28, 6)) as expected_order_value,
        cast(orders * order_value as decimal(28, 6)) as expected_revenue,
        cast(total as decimal(28, 6)) as lifetime_value
        {%- for end, sign in {'low': '-1', 'high': '1'}.items() %},
        case
            when orders_if_alive is not null
                then cast(
                    1 / (1 + exp(greatest(least(log_odds - {{ sign }} * odds_width, 600), -600)))
                    as decimal(18, 6)
                )
        end as probability_alive_{{ end }},
        cast(orders * exp({{ sign }} * orders_width) as decimal(18, 6))
            as expected_orders_{{ end }},
        cast(order_value * exp({{ sign }} * value_width) as decimal(28, 6))
            as expected_order_value_{{ end }},
        cast(
            total * exp({{ sign }} * sqrt(
                orders_width * orders_width + value_width * value_width
            )) as decimal(28, 6)
        ) as lifetime_value_{{ end }}
        {%- endfor %}
        {%- for k in range(1, 5) %},
        cast(total * orders_error_{{ k }} as decimal(28, 6)) as lifetime_value_error_{{ k }}
        {%- endfor %}
        {%- for k in range(1, 4) %},
        cast(total * value_error_{{ k }} as decimal(28, 6)) as lifetime_value_error_{{ k + 4 }}
        {%- endfor %}
    from spread

)

select * from valued
