with

as_of_dates as (

    select * from {{ ref('customer_segmentation', 'int_as_of_dates') }}
    -- totals have dates, but no months
    where {{ 'false' if uses_totals() else 'first_line_on is not null' }}

),

numbers as (

    {{ whole_numbers(4) }}

),

begun as (

    select
        as_of_dates.*,
        cast({{ dbt.dateadd(
            'month', 'numbers.number', dbt.date_trunc('month', 'as_of_dates.first_line_on')
        ) }} as date) as month_starts_on,
        cast({{ dbt.dateadd(
            'day', '7 * numbers.number', dbt.date_trunc('week', 'as_of_dates.first_line_on')
        ) }} as date) as week_starts_on
    from as_of_dates
    cross join numbers

),

months as (

    select
        count(*) as complete,
        max(cast({{ dbt.dateadd('month', 1, 'month_starts_on') }} as date)) as ends_before
    from begun
    where {{ is_complete_month('begun.month_starts_on', 'begun') }}

),

weeks as (

    select
        count(*) as complete,
        max(cast({{ dbt.dateadd('day', 7, 'week_starts_on') }} as date)) as ends_before
    from begun
    where {{ is_complete_week('begun.week_starts_on', 'begun') }}

),

-- whole cycles only, so that no season is seen more often than another
cycled as (

    select
        'month_of_year' as period,
        12 as seasons,
        complete,
        case when complete >= 24 then {{ integer_divide('complete', '12') }} else 0 end as cycles,
        ends_before
    from months
    union all
    select
        'day_of_week' as period,
        7 as seasons,
        complete,
        case when complete >= 8 then least(complete, 104) else 0 end as cycles,
        ends_before
    from weeks

),

spanned as (

    select
        cycled.period,
        cycled.seasons,
        cast(cycled.complete as integer) as complete_periods,
        cast(cycled.cycles as integer) as cycles,
        cast(
            case
                when cycled.cycles = 0 then null
                when cycled.period = 'month_of_year'
                    then {{ dbt.dateadd('month', '-12 * cycled.cycles', 'cycled.ends_before') }}
                else {{ dbt.dateadd('day', '-7 * cycled.cycles', 'cycled.ends_before') }}
            end as date
        ) as observed_from,
        case when cycled.cycles > 0 then cycled.ends_before - 1 end as observed_to
    from cycled
    cross join as_of_dates

)

select * from spanned
