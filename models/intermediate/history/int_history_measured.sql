-- with `incremental_lines` kept between builds: days that are made of something else are made again
{{ config(**incremental_config('days')) }}
{%- set keeps_days = setting('incremental_lines') -%}
{%- set day = 'as_of_date' -%}
with

totals as (

    select
        {% if keeps_days -%}
        fingerprints.made_of,
        {% endif -%}
        totals.*
    from {{ ref('customer_segmentation', 'int_history_totalled') }} as totals
    {%- if keeps_days %}
    inner join {{ ref('customer_segmentation', 'int_history_fingerprints') }} as fingerprints
        on totals.as_of_date = fingerprints.as_of_date
    {%- endif %}
    {%- if is_incremental() %}
    where fingerprints.made_of not in (select made_of from {{ this }})
    {%- endif %}

),

-- equal revenue on a day, equal standing
standing as (

    select
        as_of_date as of_date,
        revenue as of_revenue,
        {{ standing(day, is_frozen=setting('history_thresholds') == 'frozen') }}
    from totals
    group by as_of_date, revenue

),

compared as (

    select
        totals.*,
        standing.*
    from totals
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
        {% if keeps_days -%}
        made_of,
        {% endif -%}
        {{ metrics() }}
    from timed

),

{% for metric, value in scored_columns().items() -%}
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
    {% for metric, value in scored_columns().items() -%}
    left join {{ metric }}_values
        on
            measured.as_of_date = {{ metric }}_values.as_of_date
            and measured.{{ value }} = {{ metric }}_values.value
    {% endfor %}

)

select * from scored
