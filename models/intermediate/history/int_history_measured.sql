{%- set among = 'partition by as_of_date' -%}
with

-- equal revenue, equal standing: peers are counted together in every window
compared as (

    select
        *,
        {{ dbt.datediff('last_ordered_on', 'as_of_date', 'day') }} as recency_days,
        {{ dbt.datediff('first_ordered_on', 'as_of_date', 'day') }} as tenure_days,
        {{ days_between_orders() }} as days_between_orders,
        {{ order_gap_variation() }} as order_gap_variation,
        {{ standing(among, is_frozen=(setting('history_thresholds') == 'frozen')) }}
    from {{ ref('customer_segmentation', 'int_history_totalled') }}

),

averaged as (

    select
        *,
        {{ usual_order_value() }} as usual_order_value
    from compared

),

measured as (

    select
        customer_id,
        as_of_date,
        is_frozen_day,
        {{ metrics() }},
        {{ frequency() }} as frequency,
        {{ monetary() }} as exact_monetary
    from averaged

),

scored as (

    select
        measured.*,
        cast(measured.exact_monetary as {{ money_type() }}) as monetary,
        cast({{ score('recency', 'recency_days', among) }} as integer) as recency_score,
        cast({{ score('frequency', 'frequency', among) }} as integer) as frequency_score,
        cast({{ score('monetary', 'exact_monetary', among) }} as integer) as monetary_score
    from measured
    cross join {{ ref('customer_segmentation', 'int_score_bounds') }} as score_bounds

)

select * from scored
