{%- set fixed = fixed_metrics() -%}
{%- set cents = 10 ** setting('amount_decimals') -%}
with
{% if fixed %}
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
{% endif %}
-- recency with its sign turned, so that more is better for all three
bands as (

    select
        metric,
        score,
        case metric when 'recency' then -1 * highest_value else lowest_value end as worst_value,
        case metric when 'recency' then -1 * lowest_value else highest_value end as best_value
    from {{ ref('customer_segmentation', 'int_score_bands') }}
    where
        customers > 0
        and metric not in ('{{ fixed | join("', '") }}')
    {%- if fixed %}
    union all
    select
        metric,
        score,
        cast(worst_value as {{ money_type() }}) as worst_value,
        cast(worst_value as {{ money_type() }}) as best_value
    from bounds
    where score between 2 and {{ setting('score_buckets') }}
    {%- endif %}

),

buckets as (

    select
        metric,
        score as wanted_score
    from {{ ref('customer_segmentation', 'int_score_bands') }}

),

-- with broken ties an edge value lies in two bands: sure is what all lower bands stay below
reachable as (

    select
        buckets.metric,
        buckets.wanted_score,
        bands.score,
        bands.worst_value,
        max(lower_bands.best_value) as best_lower_value
    from buckets
    inner join bands
        on
            buckets.metric = bands.metric
            and buckets.wanted_score <= bands.score
    left join bands as lower_bands
        on
            bands.metric = lower_bands.metric
            and bands.score > lower_bands.score
    group by buckets.metric, buckets.wanted_score, bands.score, bands.worst_value

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
