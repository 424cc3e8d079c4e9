with

observations as (

    select * from {{ ref('customer_segmentation', 'int_season_forms') }}

),

largest as (

    select
        *,
        max(abs(revenue)) over (partition by period) as largest_revenue
    from observations

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
        form,
        remainder_ratio,
        season,
        seasons,
        cycles,
        place,
        sum(revenue) as revenue,
        sum(cycle * cast(revenue as decimal(38, 6))) as revenue_by_cycle,
        sum(cast(billionths as decimal(38, 0))) as billionths,
        sum(cast(cycle * billionths as decimal(38, 0))) as billionths_by_cycle,
        sum(cast(billionths * billionths as decimal(38, 0))) as squares
    from scaled
    group by period, form, remainder_ratio, season, seasons, cycles, place

)

select * from summed
