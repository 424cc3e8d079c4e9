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
        month_ends.as_of_date,
        month_ends.month,
        month_ends.previous_as_of_date,
        month_ends.next_as_of_date,
        month_ends.next_month,
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
    left join segments
        on
            segmented.scheme = segments.scheme
            and segmented.segment = segments.segment

),

ordered as (

    select
        *,
        lag(as_of_date) over (
            partition by scheme, customer_id order by as_of_date
        ) as seen_before_on,
        lag(segment) over (
            partition by scheme, customer_id order by as_of_date
        ) as segment_before,
        lag(segment_rank) over (
            partition by scheme, customer_id order by as_of_date
        ) as rank_before,
        lead(as_of_date) over (
            partition by scheme, customer_id order by as_of_date
        ) as seen_next_on
    from joined

),

-- with a look-back a customer can drop out and come back: then the month before has no segment
moved as (

    select
        as_of_date,
        month,
        next_month,
        scheme,
        customer_id,
        segment,
        case when seen_before_on = previous_as_of_date then segment_before end as previous_segment,
        segment_rank,
        case when seen_before_on = previous_as_of_date then rank_before end as previous_rank,
        revenue,
        previous_as_of_date is null as is_first_month,
        next_as_of_date is not null
        and (seen_next_on is null or seen_next_on <> next_as_of_date) as is_lapsing,
        next_as_of_date
    from ordered

)

select * from moved
