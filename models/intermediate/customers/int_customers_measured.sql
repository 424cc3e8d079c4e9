with

-- equal revenue, equal standing: peers are counted together in every window
compared as (

    select
        *,
        {{ dbt.datediff('last_ordered_on', 'as_of_date', 'day') }} as recency_days,
        coalesce(
            stated_tenure_days, {{ dbt.datediff('first_ordered_on', 'as_of_date', 'day') }}
        ) as tenure_days,
        {{ order_rhythm() }},
        {{ standing() }}
    from {{ ref('customer_segmentation', 'int_customers_totalled') }}

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
        priced_lines,
        unit_price_total,
        {{ metrics() }}
    from averaged

),

scored as (

    select
        measured.*,
        cast(measured.exact_monetary as {{ type_of('money') }}) as monetary,
        cast({{ score('recency', 'recency_days') }} as integer) as recency_score,
        cast({{ score('frequency', 'frequency') }} as integer) as frequency_score,
        cast({{ score('monetary', 'exact_monetary') }} as integer) as monetary_score
    from measured
    cross join {{ ref('customer_segmentation', 'int_score_bounds') }} as score_bounds

),

combined as (

    select
        *,
        cast({{ frequency_monetary_score() }} as integer) as frequency_monetary_score,
        recency_score + frequency_score + monetary_score as rfm_total
    from scored

)

select * from combined
