{%- set standing_columns = [
    'positive_revenue', 'revenue_up_to', 'peers', 'customers', 'customers_with_less_revenue',
    'compared_orders', 'compared_revenue', 'recency_score', 'frequency_score', 'monetary_score',
] -%}
with

timed as (

    select
        *,
        {{ dbt.datediff('last_ordered_on', 'as_of_date', 'day') }} as recency_days,
        coalesce(
            stated_tenure_days, {{ dbt.datediff('first_ordered_on', 'as_of_date', 'day') }}
        ) as tenure_days,
        {{ days_between_orders() }} as days_between_orders,
        {{ order_gap_variation() }} as order_gap_variation,
        {{ frequency() }} as frequency,
        {{ monetary() }} as exact_monetary
    from {{ ref('customer_segmentation', 'int_customers_totalled') }}

),

-- by itself, since a window sorts all columns of its rows; equal values, equal standing
ranked as (

    select
        timed.customer_id,
        {{ standing() }},
        cast({{ score('recency', 'recency_days') }} as integer) as recency_score,
        cast({{ score('frequency', 'frequency') }} as integer) as frequency_score,
        cast({{ score('monetary', 'exact_monetary') }} as integer) as monetary_score
    from timed
    cross join {{ ref('customer_segmentation', 'int_score_bounds') }} as score_bounds

),

compared as (

    select
        timed.*,
        {% for column in standing_columns -%}
        ranked.{{ column }},
        {% endfor -%}
        {{ usual_order_value() }} as usual_order_value
    from timed
    inner join ranked
        on timed.customer_id = ranked.customer_id

),

measured as (

    select
        customer_id,
        as_of_date,
        priced_lines,
        unit_price_total,
        {{ metrics() }},
        frequency,
        exact_monetary,
        cast(exact_monetary as {{ money_type() }}) as monetary,
        recency_score,
        frequency_score,
        monetary_score,
        cast({{ frequency_monetary_score() }} as integer) as frequency_monetary_score,
        recency_score + frequency_score + monetary_score as rfm_total
    from compared

)

select * from measured
