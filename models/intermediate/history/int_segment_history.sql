with

positions as (

    select * from {{ ref('customer_segmentation', 'int_month_end_positions') }}

),

segments as (

    select * from {{ ref('customer_segmentation', 'int_history_position_segments') }}

),

{% set of_position = [
    'as_of_date', 'month', 'next_as_of_date', 'next_month', 'customer_id', 'recency_score',
    'frequency_score', 'monetary_score', 'revenue', 'is_first_month',
] -%}
followed as (

    select
        {% for column in of_position -%}
        positions.{{ column }},
        {% endfor -%}
        segments.scheme,
        segments.segment,
        segments_before.segment as previous_segment,
        segments_next.segment as next_segment,
        segments.segment_rank,
        segments_before.segment_rank as previous_rank,
        case when segments_before.segment is not null then positions.previous_revenue end
            as previous_revenue
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
    union all
    -- the business keeps no history of its own groups: today's group stands for the earlier one
    select
        {% for column in of_position -%}
        positions.{{ column }},
        {% endfor -%}
        segments.scheme,
        segments.segment,
        case when positions.previous_position is not null then segments.segment end
            as previous_segment,
        case when positions.next_position is not null then segments.segment end as next_segment,
        segments.segment_rank,
        case when positions.previous_position is not null then segments.segment_rank end
            as previous_rank,
        positions.previous_revenue
    from positions
    left join {{ ref('customer_segmentation', 'stg_segmentation__customers') }} as attributes
        on positions.customer_id = attributes.customer_id
    inner join {{ ref('customer_segmentation', 'int_segments') }} as segments
        on
            coalesce(attributes.customer_group, 'unknown') = segments.segment
            and segments.scheme = 'customer_group'
    where {{ 'true' if has_customer_groups() else 'false' }}

)

select * from followed
