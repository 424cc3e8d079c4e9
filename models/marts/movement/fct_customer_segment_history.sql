with

-- a row stands until the next month end is looked at
dated as (

    select
        as_of_date,
        scheme,
        customer_id,
        segment,
        recency_score,
        frequency_score,
        monetary_score,
        revenue,
        as_of_date as valid_from,
        cast({{ dbt.dateadd('day', -1, 'next_as_of_date') }} as date) as valid_to
    from {{ ref('customer_segmentation', 'int_history_segmented') }}
    where is_month_end

)

select * from dated
