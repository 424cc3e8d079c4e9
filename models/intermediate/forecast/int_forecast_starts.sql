{%- set float = type_of('float') -%}
{%- set zero = 'cast(0 as ' ~ float ~ ')' -%}
with

-- of the twelve months around the middle of one the outermost two are in by half
averaged as (

    select
        *,
        sum(revenue) over (
            partition by dimension, member order by position
            rows between 6 preceding and 5 following
        ) + sum(revenue) over (
            partition by dimension, member order by position
            rows between 5 preceding and 6 following
        ) as doubled_year
    from {{ ref('customer_segmentation', 'int_forecast_months') }}
    where has_enough_months

),

-- the months of the first two years that have such an average: one January, one February, ...
begun as (

    select
        dimension,
        member,
        position - 6 as place,
        (position - 1) % 12 + 1 as season,
        doubled_year,
        24 * cast(revenue as decimal(38, 6)) - doubled_year as difference,
        {{ ratio('24 * cast(revenue as decimal(38, 6))', 'doubled_year', 10, 38) }} as ratio_seen
    from averaged
    where months >= 36 and position between 7 and 18

),

centred as (

    select
        *,
        cast(12 * difference - sum(difference) over of_series as {{ float }}) / 288
            as season_difference,
        12 * cast(ratio_seen as {{ float }})
        / nullif(cast(sum(ratio_seen) over of_series as {{ float }}), 0) as season_ratio
    from begun
    window of_series as (partition by dimension, member)

),

-- a straight line through the averages, at the end of the first year
seasons as (

    select
        dimension,
        member,
        cast(sum(doubled_year) as {{ float }}) / 288
        - cast(sum((2 * place - 13) * doubled_year) as {{ float }}) / 13728 as level,
        cast(sum((2 * place - 13) * doubled_year) as {{ float }}) / 6864 as trend,
        {{ ordered_array('season_difference', 'season') }} as additive_seasons,
        {{ ordered_array('season_ratio', 'season') }} as multiplicative_seasons
    from centred
    group by dimension, member

),

numbers as (

    select
        dimension,
        member,
        months,
        first_origin,
        min(revenue) > 0 as has_ratios,
        cast(sum(case when position <= 6 then revenue end) as {{ float }}) / 6 as level,
        {{ ordered_array('cast(revenue as ' ~ float ~ ')', 'position') }} as revenues
    from averaged
    group by dimension, member, months, first_origin

),

started as (

    select
        dimension,
        member,
        'smoothing' as method,
        months,
        first_origin,
        0 as months_before,
        cast({{ trend_damping() }} as {{ float }}) as damping,
        revenues,
        {{ dbt.array_construct(['level'] + [zero] * 14, float) }} as start_state
    from numbers
    {% for form in ['additive', 'multiplicative'] -%}
    union all
    select
        numbers.dimension,
        numbers.member,
        'smoothing_{{ form }}' as method,
        numbers.months,
        numbers.first_origin,
        12 as months_before,
        cast({{ trend_damping() }} as {{ float }}) as damping,
        {{ array_part('numbers.revenues', 13) }} as revenues,
        {{ dbt.array_append(dbt.array_concat(
            dbt.array_construct(['seasons.level', 'seasons.trend'], float),
            'seasons.' ~ form ~ '_seasons',
        ), zero) }} as start_state
    from numbers
    inner join seasons
        on
            numbers.dimension = seasons.dimension
            and numbers.member = seasons.member
    {{ 'where numbers.has_ratios' if form == 'multiplicative' }}
    {% endfor %}

)

select * from started
