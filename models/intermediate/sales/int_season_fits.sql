with

-- squares of money overflow; billionths of the largest don't, and forget the currency's unit
scaled as (

    select
        *,
        coalesce(
            cast({{ ratio('revenue', 'largest_revenue', 9, 38) }} * 1000000000 as bigint), 0
        ) as billionths
    from {{ ref('customer_segmentation', 'int_season_forms') }}

),

summed as (

    select
        period,
        form,
        remainder_ratio,
        season,
        seasons,
        cycles,
        place,
        cycles_above,
        cycles_below,
        sum(revenue) as revenue,
        sum(cycle * cast(revenue as decimal(38, 6))) as revenue_by_cycle,
        sum(cast(billionths as decimal(38, 0))) as total,
        sum(cast(cycle * billionths as decimal(38, 0))) as total_by_cycle,
        sum(cast(billionths * billionths as decimal(38, 0))) as squares
    from scaled
    group by
        period, form, remainder_ratio, season, seasons, cycles, place, cycles_above, cycles_below

),

totalled as (

    select
        *,
        -- ratios have no trend any more
        case form when 'multiplicative' then 0 else 1 end as lines,
        cast(seasons * cycles as bigint) as observations,
        sum(revenue) over of_period as all_revenue,
        2 * sum(revenue_by_cycle) over of_period
        - (cycles - 1) * sum(revenue) over of_period as revenue_slope,
        sum(total) over of_period as all_total,
        sum(squares) over of_period as all_squares,
        sum(total * total) over of_period as season_squares,
        2 * sum(total_by_cycle) over of_period
        - (cycles - 1) * sum(total) over of_period as season_slope,
        2 * sum(seasons * total_by_cycle + place * total) over of_period
        - (seasons * cycles - 1) * sum(total) over of_period as slope
    from summed
    window of_period as (partition by period)

),

-- sums of squares times what makes them whole: n (n^2 - 1) without, n (c^2 - 1) with seasons
fitted as (

    select
        *,
        observations * observations - 1 as trend_scale,
        cycles * cycles - 1 as season_scale,
        (observations * observations - 1) * (observations * all_squares - all_total * all_total)
        - 3 * lines * slope * slope as left_by_trend,
        seasons * (cycles * cycles - 1) * (cycles * all_squares - season_squares)
        - 3 * lines * season_slope * season_slope as left_by_seasons
    from totalled

),

-- what rounding to billionths leaves, up to half a billionth each time, is nothing
compared as (

    select
        period,
        form,
        remainder_ratio,
        season,
        cycles_above,
        cycles_below,
        -- mean of the season, less what the trend alone would put there, by the mean of all; the
        -- mean ratio has no trend in it, and as many places as decompositions are published with
        case
            when all_revenue > 0 and form = 'multiplicative'
                then {{ ratio('seasons * revenue', 'all_revenue', 7) }}
            when all_revenue > 0
                then {{ ratio(
                    'seasons * seasons * season_scale * revenue'
                    ~ ' - 3 * revenue_slope * (2 * place - seasons + 1)',
                    'seasons * season_scale * all_revenue',
                    4,
                ) }}
        end as seasonal_index,
        observations,
        seasons - 1 as season_degrees,
        observations - seasons - lines as left_degrees,
        case
            when 4 * left_by_trend > observations * observations * trend_scale
                then left_by_trend * season_scale
            else 0
        end as left_by_trend,
        case
            when 4 * left_by_seasons > observations * observations * season_scale
                then left_by_seasons * trend_scale
            else 0
        end as left_by_seasons
    from fitted

)

select * from compared
