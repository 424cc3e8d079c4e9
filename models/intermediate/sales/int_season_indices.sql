with

sums as (

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
        sum(cycle * cast(revenue as decimal(38, 6))) as revenue_by_cycle
    from {{ ref('customer_segmentation', 'int_season_forms') }}
    group by
        period, form, remainder_ratio, season, seasons, cycles, place, cycles_above, cycles_below

),

totalled as (

    select
        *,
        sum(revenue) over (partition by period) as total_revenue,
        2 * sum(revenue_by_cycle) over (partition by period)
        - (cycles - 1) * sum(revenue) over (partition by period) as slope
    from sums

),

-- mean of the season, less what the trend alone would put there, by the mean of all; the mean ratio
-- has no trend in it, and as many places as decompositions are published with
indexed as (

    select
        period,
        form,
        remainder_ratio,
        season,
        cycles_above,
        cycles_below,
        case
            when total_revenue > 0 and form = 'multiplicative'
                then {{ ratio('seasons * revenue', 'total_revenue', 7) }}
            when total_revenue > 0
                then {{ ratio(
                    'seasons * seasons * (cycles * cycles - 1) * revenue'
                    ~ ' - 3 * slope * (2 * place - seasons + 1)',
                    'seasons * (cycles * cycles - 1) * total_revenue',
                    4,
                ) }}
        end as seasonal_index
    from totalled

)

select * from indexed
