with

as_of_dates as (

    select
        *,
        {{ dbt.datediff('window_starts_on', 'as_of_date', 'day') }} as days
    from {{ ref('customer_segmentation', 'int_as_of_dates') }}

),

-- a third of the days is kept back, but no more than the horizon
split as (

    select
        *,
        case
            when days is not null
                then cast(least(
                    {{ setting('lifetime_value_horizon_days') }}, {{ integer_divide('days', '3') }}
                ) as integer)
        end as holdout_days
    from as_of_dates

),

dated as (

    select
        'current' as fit,
        window_starts_on as starts_on,
        as_of_date as ends_on,
        cast({{ setting('lifetime_value_horizon_days') }} as integer) as horizon_days
    from split
    union all
    select
        'calibration' as fit,
        window_starts_on as starts_on,
        cast({{ dbt.dateadd('day', '-1 * holdout_days', 'as_of_date') }} as date) as ends_on,
        holdout_days as horizon_days
    from split

)

select * from dated
