-- in floating point: what a line leaves, and what one through deviations from season means leaves;
-- ratios to the moving average have no trend left, so there both are without a line
with

observations as (

    select
        period,
        season,
        seasons,
        case form when 'multiplicative' then 0 else 1 end as slopes,
        cast(seasons * cycle + place as {{ type_of('float') }}) as moment,
        cast(revenue as {{ type_of('float') }}) as revenue,
        cast(max(abs(revenue)) over (partition by period) as {{ type_of('float') }})
            as largest_revenue
    from {{ ref('customer_segmentation', 'int_season_forms') }}

),

centred as (

    select
        period,
        seasons,
        slopes,
        largest_revenue,
        moment - avg(moment) over (partition by period) as moment,
        revenue - avg(revenue) over (partition by period) as revenue,
        moment - avg(moment) over (partition by period, season) as moment_in_season,
        revenue - avg(revenue) over (partition by period, season) as revenue_in_season
    from observations

),

regressed as (

    select
        period,
        seasons - 1 as season_degrees,
        count(*) - seasons - slopes as left_degrees,
        sum(revenue * revenue)
        - slopes * power(sum(moment * revenue), 2) / sum(moment * moment) as left_by_trend,
        sum(revenue_in_season * revenue_in_season)
        - slopes * power(sum(moment_in_season * revenue_in_season), 2)
        / sum(moment_in_season * moment_in_season) as left_by_seasons,
        count(*) * power(0.0001 * max(largest_revenue), 2) as left_by_rounding
    from centred
    group by period, seasons, slopes

),

compared as (

    select
        published.period,
        published.statistic,
        published.strength,
        (regressed.left_by_trend - regressed.left_by_seasons) / regressed.season_degrees
        / (regressed.left_by_seasons / regressed.left_degrees) as recomputed_statistic,
        1 - regressed.left_by_seasons / regressed.left_degrees
        / (regressed.left_by_trend / (regressed.season_degrees + regressed.left_degrees))
            as recomputed_strength
    from {{ ref('customer_segmentation', 'fct_seasonality') }} as published
    inner join regressed
        on published.period = regressed.period
    -- where next to nothing is left, the two round differently
    where
        published.statistic < 1000000
        and regressed.left_by_seasons > regressed.left_by_rounding

)

select *
from compared
where
    abs(statistic - recomputed_statistic) > 0.0001 + 0.00001 * statistic
    or abs(strength - greatest(recomputed_strength, 0)) > 0.0001
