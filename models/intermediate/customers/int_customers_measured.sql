with

totals as {{ planner_hint('by_itself') }}(

    select * from {{ ref('customer_segmentation', 'int_customers_totalled') }}

),

-- equal revenue, equal standing
standing as (

    select
        revenue as of_revenue,
        {{ standing() }}
    from totals
    group by revenue

),

compared as (

    select
        totals.*,
        standing.*
    from totals
    left join standing
        on totals.revenue = standing.of_revenue

),

timed as (

    select
        *,
        {{ dbt.datediff('last_ordered_on', 'as_of_date', 'day') }} as recency_days,
        coalesce(
            stated_tenure_days, {{ dbt.datediff('first_ordered_on', 'as_of_date', 'day') }}
        ) as tenure_days,
        {{ order_rhythm() }},
        {{ ratio('compared_revenue', 'compared_orders', 6, 28) }} as usual_order_value
    from compared

),

measured as {{ planner_hint('streamed') }}(

    select
        customer_id,
        as_of_date,
        priced_lines,
        unit_price_total,
        {{ metrics() }}
    from timed

),

{% for metric, value in scored_columns().items() -%}
{{ metric }}_values as (

    select
        {{ value }} as value,
        {{ value_counts(metric, value) }}
    from measured
    where {{ value }} is not null
    group by {{ value }}

),

{% endfor -%}
scored as (

    select
        measured.*,
        cast(measured.exact_monetary as {{ type_of('money') }}) as monetary,
        cast({{ score('recency', 'measured.recency_days') }} as integer) as recency_score,
        cast({{ score('frequency', 'measured.frequency') }} as integer) as frequency_score,
        cast({{ score('monetary', 'measured.exact_monetary') }} as integer) as monetary_score
    from measured
    cross join {{ ref('customer_segmentation', 'int_score_bounds') }} as score_bounds
    left join recency_values
        on measured.recency_days = recency_values.value
    left join frequency_values
        on measured.frequency = frequency_values.value
    left join monetary_values
        on measured.exact_monetary = monetary_values.value

),

combined as (

    select
        *,
        cast({{ frequency_monetary_score() }} as integer) as frequency_monetary_score,
        recency_score + frequency_score + monetary_score as rfm_total
    from scored

)

select * from combined
