with

segments as (

    select * from {{ ref('customer_segmentation', 'int_segments') }}

),

members as (

    select
        scheme,
        segment
    from {{ ref('customer_segmentation', 'int_customers_segmented') }}
    group by scheme, segment

),

described as (

    select
        segments.scheme,
        segments.segment,
        segments.segment_name,
        segments.action_group,
        segments.description,
        segments.segment_rank,
        members.segment is not null as has_customers
    from segments
    left join members
        on
            segments.scheme = members.scheme
            and segments.segment = members.segment

)

select * from described
