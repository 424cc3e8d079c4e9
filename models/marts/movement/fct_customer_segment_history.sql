with

history as (

    select * from {{ ref('customer_segmentation', 'int_segment_history') }}

),

scores as (

    select * from {{ ref('customer_segmentation', 'int_history_scored') }}

),

-- a row stands until the next month end is looked at
dated as (

    select
        history.as_of_date,
        history.scheme,
        history.customer_id,
        history.segment,
        scores.recency_score,
        scores.frequency_score,
        scores.monetary_score,
        history.revenue,
        history.as_of_date as valid_from,
        cast({{ dbt.dateadd('day', -1, 'history.next_as_of_date') }} as date) as valid_to
    from history
    inner join scores
        on
            history.as_of_date = scores.as_of_date
            and history.customer_id = scores.customer_id

)

select * from dated
