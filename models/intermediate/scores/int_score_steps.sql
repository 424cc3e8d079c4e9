with

-- recency with its sign turned, so that more is better for all three
bands as (

    select
        metric,
        score,
        case metric when 'recency' then -1 * highest_value else lowest_value end as worst_value,
        case metric when 'recency' then -1 * lowest_value else highest_value end as best_value
    from {{ ref('customer_segmentation', 'int_score_bands') }}
    where customers > 0

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
    where
        best_lower_value is null
        or best_lower_value < worst_value

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
