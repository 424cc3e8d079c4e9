with

seasons as (

    select
        *,
        case period when 'month_of_year' then 'month of the year' else 'day of the week' end
            as period_name,
        case period when 'month_of_year' then 'year' else 'week' end as cycle_name
    from {{ ref('customer_segmentation', 'fct_seasonality') }}

),

named as (

    select
        seasons.*,
        {{ season_in_words('seasons.period', 'seasons.peak_season') }} as peak_name,
        {{ season_in_words('seasons.period', 'seasons.low_season') }} as low_name
    from seasons

),

told as (

    select
        {{ insight(
            id="'seasonality.' || period", subject='verdict',
            sentence="'Revenue by ' || period_name || ': ' || verdict || coalesce(
                '; it explains ' || " ~ in_percent('strength')
                ~ " || ' of the variance around the trend (F = ' || "
                ~ grouped_number('statistic', 2) ~ " || ')', '') || case
                when verdict <> 'seasonal' then ''
                when form = 'multiplicative' then ', and grows with the level of revenue'
                when form_reason like '%does not grow%'
                    then ', and is about the same amount in every ' || cycle_name
                else '' end || '.'",
            figure='strength', unit="'share of variance'",
            other_figure='statistic', other_unit="'F statistic'",
            mart='fct_seasonality',
        ) }}
    from named
    union all
    select
        {{ insight(
            id="'peak_season.' || period", subject='peak_name',
            sentence="'The strongest ' || period_name || ' is ' || peak_name || ' with '
                || " ~ grouped_number('peak_index', 2) ~ " || ' of an average one, the weakest '
                || low_name || ' with ' || " ~ grouped_number('low_index', 2) ~ " || '.'",
            figure='peak_index', unit="'seasonal index'",
            other_figure='low_index', other_unit="'seasonal index'",
            mart='fct_seasonality',
        ) }}
    from named
    -- a peak that chance explains is none
    where verdict = 'seasonal'
    union all
    select
        {{ insight(
            id="'season_consistency.' || period", subject='peak_name',
            sentence="peak_name || ' was above average in ' || "
                ~ grouped_number('peak_cycles_above') ~ " || ' of ' || "
                ~ grouped_number('cycles') ~ " || ' ' || cycle_name || 's.'",
            figure='peak_cycles_above', unit="'cycles'",
            other_figure='cycles', other_unit="'cycles'",
            mart='fct_seasonality',
        ) }}
    from named
    where verdict = 'seasonal'

)

select * from told
