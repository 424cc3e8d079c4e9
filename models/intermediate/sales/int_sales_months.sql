with

as_of_dates as (

    select * from {{ ref('customer_segmentation', 'int_as_of_dates') }}
    -- the dates that come with totals are not those of lines
    where {{ 'false' if uses_totals() else 'first_line_on is not null' }}

),

-- a window that opens before the data has no sales to tell of until the data begins
spans as (

    select
        {{ dbt.date_trunc('month', 'greatest(window_starts_on, first_line_on)') }} as first_month,
        {{ dbt.date_trunc('month', 'as_of_date') }} as last_month
    from as_of_dates

),

-- months for eight centuries
numbers as (

    {{ whole_numbers(4) }}

),

months as (

    select
        cast({{ dbt.dateadd('month', 'numbers.number', 'spans.first_month') }} as date)
            as month_starts_on
    from numbers
    inner join spans
        on numbers.number <= {{ dbt.datediff('spans.first_month', 'spans.last_month', 'month') }}

),

judged as (

    select
        months.month_starts_on,
        cast(extract(month from months.month_starts_on) as integer) as month_number,
        {{ is_complete('month', 'months.month_starts_on', 'as_of_dates') }} as is_complete_month
    from months
    cross join as_of_dates

)

select * from judged
