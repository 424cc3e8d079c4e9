{%- set columns = [
    'customer_id', 'as_of_date', 'recency_days', 'orders', 'revenue', 'revenue_percentile',
    'days_between_orders', 'orders_trend', 'lateness', 'silence_ratio',
] -%}
{%- set horizon = setting('lifetime_value_horizon_days') -%}
{%- set value = 'greatest(revenue, 0) * expected_orders * ' ~ '%.6f' | format(setting('margin')) -%}
with

{% if is_part('history') -%}
past_days as (

    select rates.as_of_date
    from {{ ref('customer_segmentation', 'int_return_rates') }} as rates
    inner join {{ ref('customer_segmentation', 'int_as_of_dates') }} as as_of_dates
        on rates.as_of_date < as_of_dates.as_of_date
    group by rates.as_of_date

),

{% endif -%}
-- as they are, and as they were on earlier days of which is known who came back
customers as (

    select
        {% for column in columns -%}
        {{ column }},
        {% endfor -%}
        true as is_today
    from {{ ref('customer_segmentation', 'int_customers_measured') }}
    {%- if is_part('history') %}
    union all
    select
        {% for column in columns -%}
        {{ column }},
        {% endfor -%}
        false as is_today
    from {{ ref('customer_segmentation', 'int_history_measured') }}
    where as_of_date in (select past_days.as_of_date from past_days)
    {%- endif %}

),

-- at most as many orders as so far: the rhythm of a few days says little about a year
foreseen as {{ planner_hint('kept_apart') }}(

    select
        *,
        least(orders, coalesce({{ ratio(horizon, 'days_between_orders', 4) }}, 1))
            as expected_orders
    from customers

),

placed as (

    select
        is_today,
        as_of_date,
        customer_id,
        {{ band('lateness') }} as lateness_band,
        {{ band('value') }} as value_band,
        coalesce(orders_trend < 0, false) as is_declining,
        silence_ratio >= 1 as is_at_risk,
        recency_days,
        days_between_orders,
        {{ ratio(value, 'orders', setting('amount_decimals')) }} as expected_value
    from foreseen

)

select * from placed
