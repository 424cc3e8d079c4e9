with

sums as (

    select * from {{ ref('customer_segmentation', 'int_season_sums') }}

),

totalled as (

    select
        *,
        sum(revenue) over (partition by period) as total_revenue,
        2 * sum(revenue_by_cycle) over (partition by period)
        - (cycles - 1) * sum(revenue) over (partition by period) as slope
    from sums

),

-- mean of the season, less what the trend alone would put there, by the mean of all
indexed as (

    select
        period,
        season,
        case
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
