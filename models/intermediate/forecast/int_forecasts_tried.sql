{%- set float = type_of('float') -%}
{#- a tenth of what an amount can say -#}
{%- set most = 10 ** (17 - setting('amount_decimals')) -%}
with

smoothed as (

    select * from {{ ref('customer_segmentation', 'int_forecasts_smoothed') }}

),

-- an error is a part of the level, which is taken for a tenth of the usual month at least
months as (

    select
        *,
        greatest(cast(size_so_far as {{ float }}) / position, 0.01) as usual_size
    from {{ ref('customer_segmentation', 'int_forecast_months') }}
    where has_enough_months

),

horizons as (

    select horizon
    from smoothed
    group by horizon

),

foreseen as (

    select * from smoothed
    union all
    select
        months.dimension,
        months.member,
        'mean' as method,
        months.position as origin,
        horizons.horizon,
        cast({{ ratio(
            'months.revenue_so_far', 'months.position', setting('amount_decimals')
        ) }} as {{ float }}) as forecast,
        months.usual_size as size,
        1 + cast(1 as {{ float }}) / months.position as variance
    from months
    cross join horizons
    where months.position >= months.first_origin
    union all
    select
        months.dimension,
        months.member,
        'seasonal_naive' as method,
        months.position as origin,
        horizons.horizon,
        cast(year_ago.revenue as {{ float }}) as forecast,
        months.usual_size as size,
        cast(1 as {{ float }}) as variance
    from months
    cross join horizons
    inner join months as year_ago
        on
            months.dimension = year_ago.dimension
            and months.member = year_ago.member
            and months.position + horizons.horizon - 12 = year_ago.position
    where
        months.position >= months.first_origin
        and months.first_origin >= 12

),

-- revenue below zero is nothing to plan with
compared as (

    select
        foreseen.dimension,
        foreseen.member,
        foreseen.method,
        foreseen.origin,
        origins.months,
        foreseen.horizon,
        cast(least(greatest(foreseen.forecast, 0), {{ most }}) as {{ type_of('money') }})
            as forecast,
        sqrt(foreseen.variance) * greatest(foreseen.size, origins.usual_size / 10) as spread,
        months.revenue
    from foreseen
    inner join months as origins
        on
            foreseen.dimension = origins.dimension
            and foreseen.member = origins.member
            and foreseen.origin = origins.position
    left join months
        on
            foreseen.dimension = months.dimension
            and foreseen.member = months.member
            and foreseen.origin + foreseen.horizon = months.position

)

select * from compared
