{%- set among = 'partition by as_of_date' -%}
with

-- equal revenue, equal standing: peers are counted together in every window
compared as (

    select
        *,
        {{ dbt.datediff('last_ordered_on', 'as_of_date', 'day') }} as recency_days,
        {{ dbt.datediff('first_ordered_on', 'as_of_date', 'day') }} as tenure_days,
        {{ order_rhythm() }},
        {{ standing(among, is_frozen=(setting('history_thresholds') == 'frozen')) }}
    from {{ ref('customer_segmentation', 'int_history_totalled') }}

),

averaged as (

    select
        *,
        {{ ratio('compared_revenue', 'compared_orders', 6, 28) }} as usual_order_value
    from compared

),

measured as (

    select
        customer_id,
        as_of_date,
        is_frozen_day,
        {{ metrics() }}
    from averaged

),

scored as (

    select
        measured.*,
        cast(measured.exact_monetary as {{ type_of('money') }}) as monetary,
        cast({{ score('recency', 'recency_days', among) }} as integer) as recency_score,
        cast({{ score('frequency', 'frequency', among) }} as integer) as frequency_score,
        cast({{ score('monetary', 'exact_monetary', among) }} as integer) as monetary_score
    from measured
    cross join {{ ref('customer_segmentation', 'int_score_bounds') }} as score_bounds

)

select * from scored
