{%- set of_method = 'dimension, member, method' -%}
with

-- in spreads, at most a million of them, so that squares are exact and add up in any order
scaled as (

    select
        *,
        {{ integer_divide('horizon - 1', '4') }} as horizon_band,
        revenue - forecast as error,
        cast(least(greatest(
            (cast(revenue as {{ type_of('float') }}) - cast(forecast as {{ type_of('float') }}))
            / spread, -1000000
        ), 1000000) as decimal(19, 6)) as scaled_error
    from {{ ref('customer_segmentation', 'int_forecasts_tried') }}
    where revenue is not null

),

squared as (

    select
        *,
        cast(scaled_error * scaled_error as decimal(38, 12)) as square
    from scaled

),

-- an interval is judged by errors of forecasts from other months than its own
summed as (

    select
        *,
        {% for name, keys in [('', of_method), ('band_', of_method ~ ', horizon_band')] -%}
        sum(square) over (partition by {{ keys }}) as {{ name }}squares,
        count(*) over (partition by {{ keys }}) as {{ name }}forecasts,
        sum(square) over (partition by {{ keys }})
        - sum(square) over (partition by {{ keys }}, origin) as other_{{ name }}squares,
        count(*) over (partition by {{ keys }})
        - count(*) over (partition by {{ keys }}, origin) as other_{{ name }}forecasts,
        {% endfor -%}
        max(origin) over (partition by {{ of_method }})
        - min(origin) over (partition by {{ of_method }}) + 1 as origins
    from squared

)

select * from summed
