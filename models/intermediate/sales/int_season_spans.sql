with

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
    from {{ ref('customer_segmentation', 'int_as_of_dates') }} as as_of_dates
    cross join numbers
    -- totals have dates, but no months
    where {{ 'false' if uses_totals() else 'as_of_dates.first_line_on is not null' }}

),

judged as (

    select
        begun.month_starts_on,
        begun.week_starts_on,
        {{ is_complete('month', 'begun.month_starts_on', 'begun') }} as is_month,
        {{ is_complete('week', 'begun.week_starts_on', 'begun') }} as is_week
    from begun

),

-- two rows, or none without order lines
counted as (

    {% for period, unit, seasons, needed in [
        ('month_of_year', 'month', 12, 24),
        ('day_of_week', 'week', 7, 8),
    ] -%}
    select
        '{{ period }}' as period,
        {{ seasons }} as seasons,
        {{ needed }} as needed_periods,
        cast(count(case when is_{{ unit }} then 1 end) as integer) as complete_periods,
        max(case when is_{{ unit }} then {{ unit }}_starts_on end) as last_starts_on
    from judged
    having count(*) > 0
    {% if not loop.last %}union all{% endif %}
    {% endfor %}

),

-- whole cycles only, so that no season is seen more often than another
cycled as (

    select
        *,
        case
            when complete_periods < needed_periods then 0
            when period = 'month_of_year' then {{ integer_divide('complete_periods', '12') }}
            else least(complete_periods, 104)
        end as cycles
    from counted

),

spanned as (

    select
        period,
        seasons,
        complete_periods,
        needed_periods,
        cast(cycles as integer) as cycles,
        cast(case
            when cycles = 0 then null
            when period = 'month_of_year'
                then {{ dbt.dateadd('month', '1 - 12 * cycles', 'last_starts_on') }}
            else {{ dbt.dateadd('day', '7 - 7 * cycles', 'last_starts_on') }}
        end as date) as observed_from,
        cast(case
            when cycles = 0 then null
            when period = 'month_of_year' then {{ dbt.last_day('last_starts_on', 'month') }}
            else last_starts_on + 6
        end as date) as observed_to
    from cycled

)

select * from spanned
