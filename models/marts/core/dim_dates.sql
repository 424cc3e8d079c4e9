with

spans as (

    select
        {{ dbt.date_trunc('year', 'first_line_on') }} as starts_on,
        greatest(last_line_on, as_of_date) as ends_on
    from {{ ref('customer_segmentation', 'int_as_of_dates') }}

),

-- enough days for 273 years
numbers as (

    {{ whole_numbers(5) }}

),

days as (

    select cast({{ dbt.dateadd('day', 'numbers.number', 'spans.starts_on') }} as date) as date_day
    from numbers
    inner join spans
        on numbers.number <= {{ dbt.datediff('spans.starts_on', 'spans.ends_on', 'day') }}

),

truncated as (

    select
        date_day,
        cast({{ dbt.date_trunc('week', 'date_day') }} as date) as week_starts_on,
        cast({{ dbt.date_trunc('month', 'date_day') }} as date) as month_starts_on,
        cast({{ dbt.date_trunc('quarter', 'date_day') }} as date) as quarter_starts_on,
        cast({{ dbt.date_trunc('year', 'date_day') }} as date) as year_starts_on
    from days

),

described as (

    select
        *,
        cast(extract(year from date_day) as integer) as year_number,
        cast(extract(quarter from date_day) as integer) as quarter_number,
        cast(extract(month from date_day) as integer) as month_number,
        cast({{ dbt.datediff('week_starts_on', 'date_day', 'day') }} + 1 as integer)
            as weekday_number
    from truncated

)

select * from described
