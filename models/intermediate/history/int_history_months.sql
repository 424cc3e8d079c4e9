with

-- a look-back narrows what counts at a month end, not how far back there are month ends
as_of_dates as (

    select
        as_of_date,
        first_line_on,
        last_line_on,
        first_line_on as window_starts_on,
        {{ dbt.date_trunc('month', 'least(as_of_date, last_line_on)') }} as last_month
    from {{ ref('customer_segmentation', 'int_as_of_dates') }}
    -- the dates that come with totals are not those of lines
    where {{ 'false' if uses_totals() else 'first_line_on is not null' }}

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

),

numbered as (

    select
        months.month,
        row_number() over (order by months.month desc) as months_back
    from months
    cross join as_of_dates
    where {{ is_complete('month', 'months.month', 'as_of_dates') }}

),

chosen as (

    select
        month,
        cast({{ dbt.dateadd('day', -1, dbt.dateadd('month', 1, 'month')) }} as date) as as_of_date
    from numbered
    where months_back <= {{ setting('history_months') }}

)

select * from chosen
