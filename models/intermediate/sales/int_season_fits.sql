with

largest as (

    select
        *,
        max(abs(revenue)) over (partition by period) as largest_revenue
    from {{ ref('customer_segmentation', 'int_season_forms') }}

),

-- squares of money overflow; billionths of the largest don't, and forget the currency's unit
scaled as (

    select
        *,
        coalesce(
            cast({{ ratio('revenue', 'largest_revenue', 9, 38) }} * 1000000000 as bigint), 0
        ) as billionths
    from largest

),

summed as (

    select
        period,
        -- ratios have no trend any more
        case form when 'multiplicative' then 0 else 1 end as lines,
        seasons,
        cycles,
        place,
        cast(seasons * cycles as bigint) as observations,
        sum(cast(billionths as decimal(38, 0))) as total,
        sum(cast(cycle * billionths as decimal(38, 0))) as total_by_cycle,
        sum(cast(billionths * billionths as decimal(38, 0))) as squares
    from scaled
    group by period, form, seasons, cycles, place

),

totalled as (

    select
        period,
        lines,
        seasons,
        cycles,
        observations,
        sum(total) as total,
        sum(squares) as squares,
        sum(total * total) as season_squares,
        2 * sum(total_by_cycle) - (cycles - 1) * sum(total) as season_slope,
        2 * sum(seasons * total_by_cycle + place * total)
        - (seasons * cycles - 1) * sum(total) as slope
    from summed
    group by period, lines, seasons, cycles, observations

),

-- sums of squares times what makes them whole: n (n^2 - 1) without, n (c^2 - 1) with seasons
fitted as (

    select
        *,
        observations * observations - 1 as trend_scale,
        cycles * cycles - 1 as season_scale,
        (observations * observations - 1) * (observations * squares - total * total)
        - 3 * lines * slope * slope as left_by_trend,
        seasons * (cycles * cycles - 1) * (cycles * squares - season_squares)
        - 3 * lines * season_slope * season_slope as left_by_seasons
    from totalled

),

-- what rounding to billionths leaves, up to half a billionth each time, is nothing
compared as (

    select
        period,
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
