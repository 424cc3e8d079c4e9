with

sums as (

    select * from {{ ref('customer_segmentation', 'int_season_sums') }}

),

cycles as (

    select
        *,
        seasons * cast(revenue as decimal(38, 6)) as revenue_by_season,
        sum(revenue) over (partition by period, cycle) as cycle_revenue
    from {{ ref('customer_segmentation', 'int_season_observations') }}

),

-- in how many of its cycles a season was above, or below, the mean one of the same cycle
counted as (

    select
        period,
        season,
        cast(count(case when revenue_by_season > cycle_revenue then 1 end) as integer)
            as cycles_above,
        cast(count(case when revenue_by_season < cycle_revenue then 1 end) as integer)
            as cycles_below
    from cycles
    group by period, season

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

),

joined as (

    select
        indexed.period,
        indexed.form,
        indexed.remainder_ratio,
        indexed.season,
        counted.cycles_above,
        counted.cycles_below,
        indexed.seasonal_index
    from indexed
    left join counted
        on
            indexed.period = counted.period
            and indexed.season = counted.season

)

select * from joined
