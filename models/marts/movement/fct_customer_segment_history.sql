with

-- a row stands until the next month end is looked at
dated as (

    select
        history.as_of_date,
        history.scheme,
        history.customer_id,
        history.segment,
        history.recency_score,
        history.frequency_score,
        history.monetary_score,
        history.revenue,
        history.as_of_date as valid_from,
        cast({{ dbt.dateadd('day', -1, 'dates.next_as_of_date') }} as date) as valid_to
    from {{ ref('customer_segmentation', 'int_history_segmented') }} as history
    inner join {{ ref('customer_segmentation', 'int_history_dates') }} as dates
        on history.as_of_date = dates.as_of_date
    where dates.is_month_end

)

select * from dated
