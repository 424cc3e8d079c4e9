{%- set z = normal_quantile(0.95) -%}
{%- set widths = {'odds': 4, 'orders': 4, 'value': 3} -%}
with

estimates as (

    select
        *,
        1 / (1 + exp(log_odds)) as alive
    from {{ ref('customer_segmentation', 'int_customer_estimates') }}

),

-- orders are those of who is still there times the chance to be
moved as {{ planner_hint('kept_apart') }}(

    select
        *,
        {% for k in range(1, 5) -%}
        growth_error_{{ k }} - (1 - alive) * odds_error_{{ k }} as orders_error_{{ k }},
        {% endfor -%}
        alive * orders_if_alive as orders,
        alive * discounted_orders_if_alive * order_value * {{ setting('margin') }} as total
    from estimates

),

-- to a thousandth: the last digits of a fit are not the same on every engine
spread as {{ planner_hint('kept_apart') }}(

    select
        {% for name, errors in widths.items() -%}
        cast(cast(least({{ z }} * sqrt(
            {%- for k in range(1, errors + 1) -%}
            {{ name }}_error_{{ k }} * {{ name }}_error_{{ k }}{{ ' + ' if not loop.last }}
            {%- endfor -%}
        ), 10) as decimal(18, 3)) as {{ type_of('float') }}) as {{ name }}_width,
        {% endfor -%}
        *
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
        {% for end, sign in {'low': '-1', 'high': '1'}.items() -%}
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
        ) as lifetime_value_{{ end }},
        {% endfor -%}
        {% for k in range(1, 5) -%}
        cast(total * orders_error_{{ k }} as decimal(28, 6)) as lifetime_value_error_{{ k }},
        {% endfor -%}
        {% for k in range(1, 4) -%}
        cast(total * value_error_{{ k }} as decimal(28, 6)) as lifetime_value_error_{{ k + 4 }},
        {% endfor -%}
        case
            when orders_if_alive is not null then cast(alive as decimal(18, 6))
        end as probability_alive,
        cast(orders as decimal(18, 6)) as expected_orders,
        cast(order_value as decimal(28, 6)) as expected_order_value,
        cast(orders * order_value as decimal(28, 6)) as expected_revenue,
        cast(total as decimal(28, 6)) as lifetime_value
    from spread

)

select * from valued
