with

spans as (

    select * from {{ ref('customer_segmentation', 'int_season_spans') }}

),

tests as (

    select * from {{ ref('customer_segmentation', 'int_season_tests') }}

),

indices as (

    select * from {{ ref('customer_segmentation', 'int_season_indices') }}

),

ranked as (

    select
        *,
        row_number() over (partition by period order by seasonal_index desc, season asc)
            as rank_from_peak,
        row_number() over (partition by period order by seasonal_index asc, season asc)
            as rank_from_low
    from indices
    where seasonal_index is not null

),

extremes as (

    select
        period,
        max(case when rank_from_peak = 1 then season end) as peak_season,
        max(case when rank_from_low = 1 then season end) as low_season,
        max(seasonal_index) as peak_index,
        min(seasonal_index) as low_index
    from ranked
    group by period

),

judged as (

    select
        spans.period,
        case
            when spans.cycles = 0 then 'not enough history'
            when tests.statistic > tests.threshold then 'seasonal'
            when tests.statistic is null and tests.p_value = 0 then 'seasonal'
            else 'not seasonal'
        end as verdict,
        {{ season_reason('spans', 'tests') }} as reason,
        spans.seasons,
        spans.cycles,
        spans.seasons * spans.cycles as observations,
        tests.statistic,
        tests.threshold,
        tests.p_value,
        cast({{ significance_level() }} as decimal(18, 2)) as significance_level,
        tests.strength,
        extremes.peak_season,
        extremes.low_season,
        extremes.peak_index,
        extremes.low_index,
        spans.observed_from,
        spans.observed_to
    from spans
    left join tests
        on spans.period = tests.period
    left join extremes
        on spans.period = extremes.period

)

select * from judged
