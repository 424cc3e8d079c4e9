with

positions as (

    select * from {{ ref('customer_segmentation', 'int_month_end_positions') }}

),

attributes as (

    select * from {{ ref('customer_segmentation', 'stg_segmentation__customers') }}

),

segments as (

    select * from {{ ref('customer_segmentation', 'int_segments') }}
    where scheme = 'customer_group'

),

-- the business keeps no history of its own groups: today's group stands for the earlier one
followed as (

    select
        positions.as_of_date,
        positions.month,
        positions.next_as_of_date,
        positions.next_month,
        segments.scheme,
        positions.customer_id,
        segments.segment,
        case when positions.previous_position is not null then segments.segment end
            as previous_segment,
        case when positions.next_position is not null then segments.segment end as next_segment,
        segments.segment_rank,
        case when positions.previous_position is not null then segments.segment_rank end
            as previous_rank,
        positions.recency_score,
        positions.frequency_score,
        positions.monetary_score,
        positions.revenue,
        positions.previous_revenue,
        positions.is_first_month
    from positions
    left join attributes
        on positions.customer_id = attributes.customer_id
    inner join segments
        on coalesce(attributes.customer_group, 'unknown') = segments.segment
    where {{ 'true' if has_customer_groups() else 'false' }}

)

select * from followed
