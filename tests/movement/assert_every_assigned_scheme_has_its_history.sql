-- month ends without a gap, every scheme at each of them
with

history as (

    select
        scheme,
        as_of_date
    from {{ ref('customer_segmentation', 'fct_customer_segment_history') }}
    group by scheme, as_of_date

),

spans as (

    select
        scheme,
        count(*) as month_ends,
        min(as_of_date) as first_on,
        max(as_of_date) as last_on
    from history
    group by scheme

),

schemes as (

    select scheme
    from {{ ref('customer_segmentation', 'fct_customer_segments') }}
    group by scheme

),

everything as (

    select
        count(distinct as_of_date) as month_ends,
        min(as_of_date) as first_on,
        max(as_of_date) as last_on
    from history

)

select
    schemes.scheme,
    spans.month_ends,
    everything.month_ends as expected
from schemes
cross join everything
left join spans
    on schemes.scheme = spans.scheme
where
    everything.month_ends > 0
    and (
        spans.month_ends is distinct from everything.month_ends
        or everything.month_ends > {{ setting('history_months') }}
        or everything.month_ends
        <> {{ dbt.datediff('everything.first_on', 'everything.last_on', 'month') }} + 1
    )
