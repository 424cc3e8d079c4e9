{%- set float = type_of('float') -%}
with

horizons as (

    {% for horizon in range(1, 13) -%}
    {%- set sums = namespace(weights=0, squares=0) -%}
    {%- for months in range(1, horizon) -%}
        {%- set sums.weights = sums.weights + trend_weight(months) -%}
        {%- set sums.squares = sums.squares + trend_weight(months) ** 2 -%}
    {%- endfor -%}
    select
        {{ horizon }} as horizon,
        cast({{ trend_weight(horizon) }} as {{ float }}) as trend_weight,
        cast({{ sums.weights }} as {{ float }}) as weights,
        cast({{ sums.squares }} as {{ float }}) as squared_weights
    {{ 'union all' if not loop.last }}
    {% endfor %}

),

placed as (

    select
        rates.*,
        starts.damping,
        {{ array_part('starts.revenues', 1, 'rates.origin - starts.months_before') }} as revenues,
        starts.start_state
    from {{ ref('customer_segmentation', 'int_forecast_rates_refined') }} as rates
    inner join {{ ref('customer_segmentation', 'int_forecast_starts') }} as starts
        on
            rates.dimension = starts.dimension
            and rates.member = starts.member
            and rates.method = starts.method

),

fitted as {{ planner_hint('kept_apart') }}(

    select
        dimension,
        member,
        method,
        origin,
        alpha,
        beta,
        gamma,
        {{ smoothed('revenues', 'start_state') }} as state
    from placed

),

smoothed as (

    select
        fits.*,
        horizons.horizon,
        {{ array_item('fits.state', 1) }}
        + horizons.trend_weight * {{ array_item('fits.state', 2) }} as level,
        {{ array_item('fits.state', '2 + horizons.horizon') }} as season,
        1 + fits.alpha * fits.alpha * (
            horizons.horizon - 1 + 2 * fits.beta * horizons.weights
            + fits.beta * fits.beta * horizons.squared_weights
        ) as variance
    from fitted as fits
    cross join horizons

),

foreseen as (

    select
        dimension,
        member,
        method,
        origin,
        horizon,
        case method
            when 'smoothing_multiplicative' then level * season
            else level + season
        end as forecast,
        case method
            when 'smoothing_multiplicative' then level * season
            else level
        end as size,
        variance
    from smoothed

)

select * from foreseen
