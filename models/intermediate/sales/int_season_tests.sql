{%- set unit = '1000000000000' -%}
{#- a quarter turn in 10,000 cells -#}
{%- set angle = 'pi() / 20000' -%}

with

fits as (

    select
        period,
        season_degrees,
        left_degrees,
        cast(left_by_seasons as {{ type_of('float') }}) / nullif(left_by_trend, 0) as left_share
    from {{ ref('customer_segmentation', 'int_season_fits') }}
    group by period, season_degrees, left_degrees, left_by_seasons, left_by_trend

),

cells as (

    {{ whole_numbers(4) }}

),

-- whole numbers add up to the same in any order
weighed as (

    select
        fits.*,
        cells.number as cell,
        asin(sqrt(fits.left_share)) / ({{ angle }}) as place_seen,
        cast(round({{ unit }} * {{ f_density(
            '(cells.number + 0.5) * ' ~ angle, 'season_degrees', 'left_degrees'
        ) }}) as decimal(38, 0)) as mass
    from fits
    cross join cells

),

accumulated as (

    select
        *,
        sum(mass) over (partition by period order by cell) - mass as mass_before,
        {{ significance_level() }} * sum(mass) over (partition by period) as critical_mass
    from weighed

),

-- the angle that chance seldom stays below, and how often it stays below the one seen
located as (

    select
        period,
        season_degrees,
        left_degrees,
        left_share,
        sum(mass) as total_mass,
        {{ angle }} * max(
            case
                when mass_before < critical_mass and mass_before + mass >= critical_mass
                    then cell + cast(critical_mass - mass_before as {{ type_of('float') }}) / mass
            end
        ) as critical_angle,
        max(
            case
                when cell = floor(place_seen)
                    then mass_before + {{ unit }} * (place_seen - cell) * {{ f_density(
                        '(cell + place_seen) / 2 * ' ~ angle, 'season_degrees', 'left_degrees'
                    ) }}
            end
        ) as mass_beyond
    from accumulated
    group by period, season_degrees, left_degrees, left_share

),

tested as (

    select
        period,
        cast(season_degrees as integer) as season_degrees,
        cast(left_degrees as integer) as left_degrees,
        -- ten million million is as much as the column can say
        case
            when left_share > 0 then cast(least(
                (1 / left_share - 1) * left_degrees / season_degrees, 10000000000000
            ) as decimal(18, 4))
        end as statistic,
        cast(
            power(cos(critical_angle) / sin(critical_angle), 2) * left_degrees / season_degrees
            as decimal(18, 4)
        ) as threshold,
        -- a quarter turn is beyond all cells
        cast(coalesce(mass_beyond / total_mass, 1) as decimal(18, 6)) as p_value,
        cast(greatest(coalesce(
            1 - left_share * (season_degrees + left_degrees) / left_degrees, 0
        ), 0) as decimal(18, 4)) as strength
    from located

)

select * from tested
