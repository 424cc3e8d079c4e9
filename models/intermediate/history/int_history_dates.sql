with

campaigns as (

    select starts_on from {{ ref('customer_segmentation', 'stg_segmentation__campaigns') }}

),

as_of_dates as (

    select * from {{ ref('customer_segmentation', 'int_as_of_dates') }}

),

-- what was known of a customer when a campaign chose its members: all but the day it started on
dated as (

    select cast({{ dbt.dateadd('day', -1, 'starts_on') }} as date) as as_of_date
    from campaigns
    group by starts_on

),

windowed as (

    select
        dated.as_of_date,
        {{ window_start('dated.as_of_date', 'as_of_dates.first_line_on') }} as window_starts_on
    from dated
    inner join as_of_dates
        on
            dated.as_of_date >= as_of_dates.first_line_on
            and dated.as_of_date <= as_of_dates.as_of_date

),

halved as (

    select
        as_of_date,
        window_starts_on,
        {{ recent_half_start('window_starts_on', 'as_of_date') }} as recent_half_starts_on
    from windowed

)

select * from halved
