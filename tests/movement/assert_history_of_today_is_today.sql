-- where the as-of date is a month end; frozen thresholds judge by another day on purpose
{{ config(enabled=(setting('history_thresholds') == 'moving')) }}

with

history as (

    select * from {{ ref('customer_segmentation', 'fct_customer_segment_history') }}

),

as_of_dates as (

    select history.as_of_date
    from history
    inner join {{ ref('customer_segmentation', 'int_as_of_dates') }} as today
        on history.as_of_date = today.as_of_date
    group by history.as_of_date

),

then_said as (

    select history.*
    from history
    inner join as_of_dates
        on history.as_of_date = as_of_dates.as_of_date

),

now_said as (

    select
        segments.scheme,
        segments.customer_id,
        segments.segment,
        segments.revenue,
        scores.recency_score,
        scores.frequency_score,
        scores.monetary_score
    from {{ ref('customer_segmentation', 'fct_customer_segments') }} as segments
    inner join as_of_dates
        on segments.as_of_date = as_of_dates.as_of_date
    left join {{ ref('customer_segmentation', 'fct_customer_rfm_scores') }} as scores
        on segments.customer_id = scores.customer_id

)

select
    coalesce(now_said.scheme, then_said.scheme) as scheme,
    coalesce(now_said.customer_id, then_said.customer_id) as customer_id,
    now_said.segment as segment_now,
    then_said.segment as segment_then
from now_said
full join then_said
    on
        now_said.scheme = then_said.scheme
        and now_said.customer_id = then_said.customer_id
where
    now_said.segment is distinct from then_said.segment
    or now_said.revenue is distinct from then_said.revenue
    or now_said.recency_score is distinct from then_said.recency_score
    or now_said.frequency_score is distinct from then_said.frequency_score
    or now_said.monetary_score is distinct from then_said.monetary_score
