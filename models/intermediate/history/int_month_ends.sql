with

dates as (

    select
        as_of_date,
        cast({{ dbt.date_trunc('month', 'as_of_date') }} as date) as month
    from {{ ref('customer_segmentation', 'int_history_dates') }}
    where is_month_end

),

neighboured as (

    select
        as_of_date,
        month,
        lag(as_of_date) over (order by as_of_date) as previous_as_of_date,
        lead(as_of_date) over (order by as_of_date) as next_as_of_date,
        lead(month) over (order by as_of_date) as next_month
    from dates

)

select * from neighboured
