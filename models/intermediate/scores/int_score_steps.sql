{%- set fixed = fixed_metrics() -%}
{%- set cents = 10 ** setting('amount_decimals') -%}
{#- recency with its sign turned, so that more is better for all three -#}
{%- set values = {
    'recency': '-1 * recency_days',
    'frequency': 'frequency',
    'monetary': 'monetary',
} -%}
with

-- a fixed score is reached at its bound, whether somebody is there or not
bounds as (

    select
        metric,
        score,
        case metric
            when 'recency' then 1 - ceil(lag(at_least) over (partition by metric order by score))
            when 'frequency' then ceil(at_least)
            else ceil(at_least * {{ cents }}) / {{ cents }}
        end as worst_value
    from {{ ref('customer_segmentation', 'stg_segmentation__score_bounds') }}
    where metric in ('{{ fixed | join("', '") }}')

),

bands as (
    {% for metric, value in values.items() if metric not in fixed %}
    select
        '{{ metric }}' as metric,
        {{ metric }}_score as score,
        cast(min({{ value }}) as {{ type_of('money') }}) as worst_value,
        cast(max({{ value }}) as {{ type_of('money') }}) as best_value
    from {{ ref('customer_segmentation', 'int_customers_measured') }}
    group by {{ metric }}_score
    union all
    {%- endfor %}
    select
        metric,
        score,
        cast(worst_value as {{ type_of('money') }}) as worst_value,
        cast(worst_value as {{ type_of('money') }}) as best_value
    from bounds
    where score between 2 and {{ setting('score_buckets') }}

),

buckets as (
    {% for score in range(1, setting('score_buckets') + 1) %}
    select {{ score }} as wanted_score
    {%- if not loop.last %}
    union all
    {%- endif %}
    {%- endfor %}

),

-- with broken ties an edge value lies in two bands: sure is what all lower bands stay below
reachable as (

    select
        bands.metric,
        buckets.wanted_score,
        bands.score,
        bands.worst_value,
        max(lower_bands.best_value) as best_lower_value
    from buckets
    inner join bands
        on buckets.wanted_score <= bands.score
    left join bands as lower_bands
        on
            bands.metric = lower_bands.metric
            and bands.score > lower_bands.score
    group by bands.metric, buckets.wanted_score, bands.score, bands.worst_value

),

ranked as (

    select
        *,
        row_number() over (partition by metric, wanted_score order by score) as step_rank
    from reachable
    where coalesce(best_lower_value < worst_value, true)

),

stepped as (

    select
        metric,
        wanted_score,
        score as reached_score,
        abs(worst_value) * case when metric <> 'recency' and worst_value < 0 then -1 else 1 end
            as edge_value
    from ranked
    where step_rank = 1

)

select * from stepped
