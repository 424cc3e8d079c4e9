with

trends as (

    select * from {{ ref('customer_segmentation', 'int_season_trends') }}

),

-- what is left if the season is the same amount in every cycle, and if it is the same part
fitted as (

    select
        period,
        trend_ratio,
        cast(round(
            billionths - trend
            - cast(sum(billionths - trend) over of_season as {{ type_of('float') }})
            / count(*) over of_season
        ) as bigint) as left_by_amounts,
        cast(round(
            billionths
            - trend * cast(sum(trend_ratio) over of_season as {{ type_of('float') }})
            / (10000000000 * count(*) over of_season)
        ) as bigint) as left_by_ratios
    from trends
    where
        trend is not null
        and lowest_revenue >= 0
    window of_season as (partition by period, season)

),

judged as (

    select
        period,
        case
            when count(*) = count(trend_ratio)
                then {{ ratio(
                    'sum(cast(left_by_ratios * left_by_ratios as decimal(38, 0)))',
                    'sum(cast(left_by_amounts * left_by_amounts as decimal(38, 0)))',
                    4,
                ) }}
        end as remainder_ratio
    from fitted
    group by period

),

{% set is_multiplicative = 'coalesce(judged.remainder_ratio < 0.9, false)' -%}
formed as (

    select
        trends.period,
        case when {{ is_multiplicative }} then 'multiplicative' else 'additive' end as form,
        judged.remainder_ratio,
        trends.season,
        trends.seasons,
        trends.cycles - case when {{ is_multiplicative }} then 1 else 0 end as cycles,
        trends.position - case when {{ is_multiplicative }} then trends.half else 0 end as position,
        cast(
            case when {{ is_multiplicative }} then trends.trend_ratio else trends.revenue end
            as {{ type_of('money') }}
        ) as revenue
    from trends
    left join judged
        on trends.period = judged.period

),

placed as (

    select
        period,
        form,
        remainder_ratio,
        season,
        seasons,
        cycles,
        {{ integer_divide('position', 'seasons') }} as cycle,
        position % seasons as place,
        revenue
    from formed
    where revenue is not null

)

select * from placed
