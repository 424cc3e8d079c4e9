with

positions as (

    select * from {{ ref('customer_segmentation', 'int_month_end_positions') }}

),

segments as (

    select * from {{ ref('customer_segmentation', 'int_history_position_segments') }}

),

followed as (

    select
        positions.as_of_date,
        positions.month,
        positions.next_as_of_date,
        positions.next_month,
        segments.scheme,
        positions.customer_id,
        segments.segment,
        segments_before.segment as previous_segment,
        segments_next.segment as next_segment,
        segments.segment_rank,
        segments_before.segment_rank as previous_rank,
        positions.recency_score,
        positions.frequency_score,
        positions.monetary_score,
        positions.revenue,
        case when segments_before.segment is not null then positions.previous_revenue end
            as previous_revenue,
        positions.is_first_month
    from positions
    inner join segments
        on positions.position = segments.position
    left join segments as segments_before
        on
            segments.scheme = segments_before.scheme
            and positions.previous_position = segments_before.position
    left join segments as segments_next
        on
            segments.scheme = segments_next.scheme
            and positions.next_position = segments_next.position

)

select * from followed
