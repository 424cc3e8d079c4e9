{%- set half = integer_divide('seasons', '2') -%}
with

observations as (

    select
        *,
        -- what is negative somewhere has no ratios
        case when min(revenue) over (partition by period) >= 0 then doubled_cycle end
            as doubled_level,
        max(abs(revenue)) over (partition by period) as largest_revenue,
        sum(revenue) over (
            partition by period, {{ integer_divide('position', 'seasons') }}
        ) as cycle_revenue
    from {{ ref('customer_segmentation', 'int_season_observations') }}

),

-- no ratio is then above twelve; ten-billionths of it are whole
compared as (

    select
        *,
        cast({{ ratio(
            '2 * seasons * cast(revenue as decimal(38, 6))', 'doubled_level', 10, 38
        ) }} * 10000000000 as bigint) as trend_ratio,
        cast({{ ratio('revenue', 'largest_revenue', 9, 38) }} * 1000000000 as bigint) as billionths,
        cast({{ ratio(
            'doubled_level', '2 * seasons * cast(largest_revenue as decimal(38, 6))', 9, 38
        ) }} * 1000000000 as bigint) as trend,
        {% for side, sign in [('above', '>'), ('below', '<')] -%}
        cast(count(
            case when seasons * cast(revenue as decimal(38, 6)) {{ sign }} cycle_revenue then 1 end
        ) over (partition by period, season) as integer) as cycles_{{ side }}
        {%- if not loop.last %},{% endif %}
        {% endfor %}
    from observations

),

-- what is left if the season is the same amount in every cycle, and if it is the same part
fitted as (

    select
        *,
        cast(round(
            billionths - trend
            - cast(sum(billionths - trend) over of_season as {{ type_of('float') }})
            / count(trend) over of_season
        ) as bigint) as left_by_amounts,
        cast(round(
            billionths
            - trend * cast(sum(trend_ratio) over of_season as {{ type_of('float') }})
            / (10000000000 * count(trend) over of_season)
        ) as bigint) as left_by_ratios
    from compared
    window of_season as (partition by period, season)

),

judged as (

    select
        *,
        case
            when count(trend) over of_period = count(trend_ratio) over of_period
                then {{ ratio(
                    'sum(cast(left_by_ratios * left_by_ratios as decimal(38, 0))) over of_period',
                    'sum(cast(left_by_amounts * left_by_amounts as decimal(38, 0))) over of_period',
                    4,
                ) }}
        end as remainder_ratio
    from fitted
    window of_period as (partition by period)

),

-- the two half cycles that have no ratio are a cycle less
formed as (

    {% for form, value, cycles, position, condition in [
        ('multiplicative', 'trend_ratio', 'cycles - 1', 'position - ' ~ half,
            'remainder_ratio < 0.9 and trend_ratio is not null'),
        ('additive', 'revenue', 'cycles', 'position', 'coalesce(remainder_ratio >= 0.9, true)'),
    ] -%}
    select
        period,
        '{{ form }}' as form,
        remainder_ratio,
        season,
        seasons,
        {{ cycles }} as cycles,
        {{ integer_divide(position, 'seasons') }} as cycle,
        ({{ position }}) % seasons as place,
        cast({{ value }} as {{ type_of('money') }}) as revenue,
        max(abs(cast({{ value }} as {{ type_of('money') }}))) over (partition by period)
            as largest_revenue,
        cycles_above,
        cycles_below
    from judged
    where {{ condition }}
    {% if not loop.last %}union all{% endif %}
    {% endfor %}

)

select * from formed
