{%- set frozen_on = "'" ~ setting('history_frozen_on') ~ "'"
    if setting('history_frozen_on') else 'as_of_date' -%}
with

as_of_dates as (

    select
        as_of_date,
        first_line_on,
        last_line_on,
        first_line_on as window_starts_on,
        {{ dbt.date_trunc('month', 'least(as_of_date, last_line_on)') }} as last_month
    from {{ ref('customer_segmentation', 'int_as_of_dates') }}

),

numbers as (

    {{ whole_numbers(3) }}

),

months as (

    select
        cast(
            {{ dbt.dateadd('month', '-1 * numbers.number', 'as_of_dates.last_month') }} as date
        ) as month
    from as_of_dates
    cross join numbers
    -- the dates that come with totals are not those of lines
    where {{ 'false' if uses_totals() else 'as_of_dates.first_line_on is not null' }}

),

-- a look-back narrows what counts at a month end, not how far back there are month ends
numbered as (

    select
        months.month,
        row_number() over (order by months.month desc) as months_back
    from months
    cross join as_of_dates
    where {{ is_complete('month', 'months.month', 'as_of_dates') }}

),

dates as (

    select
        cast({{ dbt.dateadd('day', -1, dbt.dateadd('month', 1, 'month')) }} as date) as as_of_date,
        month,
        0 as is_frozen_day
    from numbered
    where months_back <= {{ setting('history_months') }}
    union all
    -- what was known of a customer when a campaign chose its members: all but the day it began
    select
        cast({{ dbt.dateadd('day', -1, 'starts_on') }} as date) as as_of_date,
        cast(null as date) as month,
        0 as is_frozen_day
    from {{ ref('customer_segmentation', 'stg_segmentation__campaigns') }}
    {% if is_part('value') -%}
    union all
    -- what was known when the backtest of lifetime value stops looking
    select
        ends_on as as_of_date,
        cast(null as date) as month,
        0 as is_frozen_day
    from {{ ref('customer_segmentation', 'int_fit_dates') }}
    where fit = 'calibration'
    {% endif -%}
    union all
    -- the day whose bands stand for all others
    select
        cast({{ frozen_on }} as date) as as_of_date,
        cast(null as date) as month,
        1 as is_frozen_day
    from as_of_dates
    where {{ 'true' if setting('history_thresholds') == 'frozen' else 'false' }}

),

windowed as (

    select
        dates.as_of_date,
        max(dates.month) as month,
        max(dates.is_frozen_day) = 1 as is_frozen_day,
        {{ window_start('dates.as_of_date', 'as_of_dates.first_line_on') }} as window_starts_on
    from dates
    inner join as_of_dates
        on
            dates.as_of_date >= as_of_dates.first_line_on
            and dates.as_of_date <= as_of_dates.as_of_date
    group by dates.as_of_date, as_of_dates.first_line_on

),

{% set of_month_ends = 'over (partition by month is not null order by as_of_date)' -%}
neighboured as (

    select
        *,
        month is not null as is_month_end,
        {{ recent_half_start('window_starts_on', 'as_of_date') }} as recent_half_starts_on,
        cast(row_number() over (order by as_of_date) as integer) as date_number,
        case when month is not null then lag(as_of_date) {{ of_month_ends }} end
            as previous_as_of_date,
        case when month is not null then lead(as_of_date) {{ of_month_ends }} end
            as next_as_of_date,
        lead(month) {{ of_month_ends }} as next_month
    from windowed

)

select * from neighboured
