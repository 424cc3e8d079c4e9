{%- set text = dbt.type_string() -%}
{%- set observed = "cast(spans.seasons * spans.cycles as " ~ text ~ ")"
    ~ " || case spans.period when 'month_of_year' then ' months' else ' days' end"
-%}
{%- set chance = (100 * significance_level() | float) | int ~ ' % of cases' -%}
{%- set tenths = written('extremes.remainder_ratio', 'percent') -%}
with

ranked as (

    select
        *,
        row_number() over (partition by period order by seasonal_index desc, season asc)
            as rank_from_peak,
        row_number() over (partition by period order by seasonal_index asc, season asc)
            as rank_from_low
    from {{ ref('customer_segmentation', 'int_season_fits') }}
    where seasonal_index is not null

),

extremes as (

    select
        period,
        max(form) as form,
        max(remainder_ratio) as remainder_ratio,
        max(case when rank_from_peak = 1 then season end) as peak_season,
        max(case when rank_from_low = 1 then season end) as low_season,
        cast(max(seasonal_index) as decimal(18, 4)) as peak_index,
        cast(min(seasonal_index) as decimal(18, 4)) as low_index,
        max(case when rank_from_peak = 1 then cycles_above end) as peak_cycles_above,
        max(case when rank_from_low = 1 then cycles_below end) as low_cycles_below
    from ranked
    group by period

),

judged as (

    select
        spans.period,
        case
            when spans.cycles = 0 then 'not enough history'
            when tests.statistic > tests.threshold then 'seasonal'
            when tests.statistic is null and tests.p_value = 0 then 'seasonal'
            else 'not seasonal'
        end as verdict,
        case
            when spans.cycles = 0
                then
                    cast(spans.complete_periods as {{ text }}) || ' complete '
                    || case spans.period when 'month_of_year' then 'month' else 'week' end
                    || case when spans.complete_periods = 1 then '; ' else 's; ' end
                    || cast(spans.needed_periods as {{ text }}) || ' are needed'
            when tests.statistic is null and tests.p_value = 0
                then 'the trend and the season explain all of ' || {{ observed }}
            when tests.statistic is null
                then 'the trend explains all of ' || {{ observed }}
            else
                'F = ' || cast(tests.statistic as {{ text }}) || ' over ' || {{ observed }}
                || case when tests.statistic > tests.threshold then ', ' else ', not ' end
                || 'above the ' || cast(tests.threshold as {{ text }})
                || ' that chance exceeds in {{ chance }}'
        end as reason,
        spans.seasons,
        spans.cycles,
        spans.seasons * spans.cycles as observations,
        tests.statistic,
        tests.threshold,
        tests.p_value,
        cast({{ significance_level() }} as decimal(18, 2)) as significance_level,
        tests.strength,
        extremes.form,
        case
            when extremes.form = 'multiplicative'
                then
                    'the season grows with the level: ratios to the moving average leave '
                    || {{ tenths }} || ' of the squares that differences leave'
            when extremes.remainder_ratio is not null
                then
                    'the season does not grow with the level: ratios to the moving average leave '
                    || {{ tenths }} || ' of the squares that differences leave'
            when extremes.form is not null and spans.cycles < 3
                then 'two cycles are too few to tell whether the season grows with the level'
            when extremes.form is not null
                then
                    'ratios can not be compared: revenue is negative somewhere, '
                    || 'or nothing is left'
        end as form_reason,
        extremes.peak_season,
        extremes.low_season,
        extremes.peak_index,
        extremes.low_index,
        extremes.peak_cycles_above,
        extremes.low_cycles_below,
        spans.observed_from,
        spans.observed_to
    from {{ ref('customer_segmentation', 'int_season_spans') }} as spans
    left join {{ ref('customer_segmentation', 'int_season_tests') }} as tests
        on spans.period = tests.period
    left join extremes
        on spans.period = extremes.period

)

select * from judged
