with

history as (

    select
        as_of_date,
        valid_from,
        valid_to
    from {{ ref('customer_segmentation', 'fct_customer_segment_history') }}
    group by as_of_date, valid_from, valid_to

),

following as (

    select
        *,
        lead(as_of_date) over (order by as_of_date) as next_as_of_date,
        count(*) over (partition by as_of_date) as periods
    from history

)

select *
from following
where
    periods > 1
    or valid_from <> as_of_date
    or cast({{ dbt.dateadd('day', 1, 'valid_to') }} as date) is distinct from next_as_of_date
