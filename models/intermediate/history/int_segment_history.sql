with

segmented as (

    select * from {{ ref('customer_segmentation', 'int_history_segmented') }}

),

month_ends as (

    select * from {{ ref('customer_segmentation', 'int_month_ends') }}

),

segments as (

    select * from {{ ref('customer_segmentation', 'int_segments') }}

),

metrics as (

    select * from {{ ref('customer_segmentation', 'int_history_measured') }}

),

joined as (

    select
        month_ends.*,
        segmented.scheme,
        segmented.customer_id,
        segmented.segment,
        segments.segment_rank,
        metrics.revenue
    from segmented
    inner join month_ends
        on segmented.as_of_date = month_ends.as_of_date
    inner join metrics
        on
            segmented.as_of_date = metrics.as_of_date
            and segmented.customer_id = metrics.customer_id
    inner join segments
        on
            segmented.scheme = segments.scheme
            and segmented.segment = segments.segment

),

{% set of_customer = 'over (partition by scheme, customer_id order by as_of_date)' -%}
ordered as (

    select
        *,
        lag(as_of_date) {{ of_customer }} as seen_before_on,
        lag(segment) {{ of_customer }} as segment_before,
        lag(segment_rank) {{ of_customer }} as rank_before,
        lag(revenue) {{ of_customer }} as revenue_before,
        lead(as_of_date) {{ of_customer }} as seen_next_on,
        lead(segment) {{ of_customer }} as segment_next
    from joined

),

-- with a look-back a customer can drop out and come back: then the month before has no segment
moved as (

    {% set was_there = 'seen_before_on = previous_as_of_date' -%}
    select
        as_of_date,
        month,
        next_as_of_date,
        next_month,
        scheme,
        customer_id,
        segment,
        case when {{ was_there }} then segment_before end as previous_segment,
        case when seen_next_on = next_as_of_date then segment_next end as next_segment,
        segment_rank,
        case when {{ was_there }} then rank_before end as previous_rank,
        revenue,
        case when {{ was_there }} then revenue_before end as previous_revenue,
        previous_as_of_date is null as is_first_month
    from ordered

)

select * from moved
