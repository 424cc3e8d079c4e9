{%- set day = 'as_of_date' -%}
{%- set is_frozen = setting('history_thresholds') == 'frozen' -%}
{%- set scored = {
    'recency': 'recency_days', 'frequency': 'frequency', 'monetary': 'exact_monetary',
} -%}
with

-- equal revenue on a day, equal standing
standing as (

    select
        as_of_date as of_date,
        revenue as of_revenue,
        {{ standing(day, is_frozen) }}
    from {{ ref('customer_segmentation', 'int_history_totalled') }}
    group by as_of_date, revenue

),

compared as (

    select
        totals.*,
        standing.*
    from {{ ref('customer_segmentation', 'int_history_totalled') }} as totals
    inner join standing
        on
            totals.as_of_date = standing.of_date
            and totals.revenue = standing.of_revenue

),

timed as (

    select
        *,
        {{ dbt.datediff('last_ordered_on', 'as_of_date', 'day') }} as recency_days,
        {{ dbt.datediff('first_ordered_on', 'as_of_date', 'day') }} as tenure_days,
        {{ order_rhythm() }},
        {{ ratio('compared_revenue', 'compared_orders', 6, 28) }} as usual_order_value
    from compared

),

measured as {{ planner_hint('streamed') }}(

    select
        customer_id,
        as_of_date,
        is_frozen_day,
        {{ metrics() }}
    from timed

),

{% for metric, value in scored.items() -%}
{{ metric }}_values as (

    select
        as_of_date,
        {{ value }} as value,
        {{ value_counts(metric, value, day) }}
    from measured
    group by as_of_date, {{ value }}

),

{% endfor -%}
scored as (

    select
        measured.*,
        cast(measured.exact_monetary as {{ type_of('money') }}) as monetary,
        cast({{ score('recency', 'measured.recency_days', 'measured.as_of_date') }} as integer)
            as recency_score,
        cast({{ score('frequency', 'measured.frequency', 'measured.as_of_date') }} as integer)
            as frequency_score,
        cast({{ score('monetary', 'measured.exact_monetary', 'measured.as_of_date') }} as integer)
            as monetary_score
    from measured
    cross join {{ ref('customer_segmentation', 'int_score_bounds') }} as score_bounds
    left join recency_values
        on
            measured.as_of_date = recency_values.as_of_date
            and measured.recency_days = recency_values.value
    left join frequency_values
        on
            measured.as_of_date = frequency_values.as_of_date
            and measured.frequency = frequency_values.value
    left join monetary_values
        on
            measured.as_of_date = monetary_values.as_of_date
            and measured.exact_monetary = monetary_values.value

)

select * from scored
