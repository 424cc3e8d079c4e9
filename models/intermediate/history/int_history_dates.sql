with

as_of_dates as (

    select * from {{ ref('customer_segmentation', 'int_as_of_dates') }}

),

campaigns as (

    select starts_on from {{ ref('customer_segmentation', 'stg_segmentation__campaigns') }}

),

months as (

    select * from {{ ref('customer_segmentation', 'int_history_months') }}

),

dates as (

    select
        as_of_date,
        1 as is_month_end,
        0 as is_frozen_day
    from months
    union all
    -- what was known of a customer when a campaign chose its members: all but the day it began
    select
        cast({{ dbt.dateadd('day', -1, 'starts_on') }} as date) as as_of_date,
        0 as is_month_end,
        0 as is_frozen_day
    from campaigns
    {% if is_part('value') -%}
    union all
    -- what was known when the backtest of lifetime value stops looking
    select
        ends_on as as_of_date,
        0 as is_month_end,
        0 as is_frozen_day
    from {{ ref('customer_segmentation', 'int_fit_dates') }}
    where fit = 'calibration'
    {% endif -%}
    union all
    -- the day whose bands stand for all others
    select
        {{ frozen_on('as_of_date') }} as as_of_date,
        0 as is_month_end,
        1 as is_frozen_day
    from as_of_dates
    where {{ 'true' if setting('history_thresholds') == 'frozen' else 'false' }}

),

windowed as (

    select
        dates.as_of_date,
        max(dates.is_month_end) = 1 as is_month_end,
        max(dates.is_frozen_day) = 1 as is_frozen_day,
        {{ window_start('dates.as_of_date', 'as_of_dates.first_line_on') }} as window_starts_on
    from dates
    inner join as_of_dates
        on
            dates.as_of_date >= as_of_dates.first_line_on
            and dates.as_of_date <= as_of_dates.as_of_date
    group by dates.as_of_date, as_of_dates.first_line_on

),

halved as (

    select
        as_of_date,
        is_month_end,
        is_frozen_day,
        window_starts_on,
        {{ recent_half_start('window_starts_on', 'as_of_date') }} as recent_half_starts_on,
        cast(row_number() over (order by as_of_date) as integer) as date_number
    from windowed

)

select * from halved
