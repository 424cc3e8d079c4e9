with

observations as (

    select
        *,
        {{ integer_divide('seasons', '2') }} as half,
        seasons * cycle + place as position,
        cast(revenue as decimal(38, 6)) as wide_revenue,
        max(abs(revenue)) over (partition by period) as largest_revenue,
        cast(max(abs(revenue)) over (partition by period) as decimal(38, 6)) as wide_largest,
        min(revenue) over (partition by period) as lowest_revenue
    from {{ ref('customer_segmentation', 'int_season_observations') }}

),

-- twice what a cycle around the observation has; of twelve months the outermost two by half
averaged as (

    select
        *,
        case
            when position < half or position >= half + seasons * (cycles - 1) then null
            when period = 'month_of_year'
                then
                    sum(revenue) over (
                        partition by period order by position
                        rows between 6 preceding and 5 following
                    ) + sum(revenue) over (
                        partition by period order by position
                        rows between 5 preceding and 6 following
                    )
            else 2 * sum(revenue) over (
                partition by period order by position
                rows between 3 preceding and 3 following
            )
        end as doubled_cycle
    from observations

),

-- of revenue that is nowhere negative no ratio is above twelve; ten-billionths of it are whole
compared as (

    select
        period,
        season,
        seasons,
        half,
        cycles,
        position,
        revenue,
        lowest_revenue,
        case
            when lowest_revenue >= 0
                then cast(
                    {{ ratio('2 * seasons * wide_revenue', 'doubled_cycle', 10, 38) }} * 10000000000
                    as bigint
                )
        end as trend_ratio,
        cast({{ ratio('revenue', 'largest_revenue', 9, 38) }} * 1000000000 as bigint) as billionths,
        cast(
            {{ ratio('doubled_cycle', '2 * seasons * wide_largest', 9, 38) }} * 1000000000
            as bigint
        ) as trend
    from averaged

)

select * from compared
