with

segment_values as (

    select * from {{ ref('customer_segmentation', 'int_segment_values') }}

),

segments as (

    select * from {{ ref('customer_segmentation', 'int_segments') }}

),

placed as (

    select
        segment_values.scheme,
        segment_values.segment,
        segment_values.expected_value,
        dense_rank() over (
            partition by segment_values.scheme order by segments.segment_rank
        ) as place
    from segment_values
    inner join segments
        on
            segment_values.scheme = segments.scheme
            and segment_values.segment = segments.segment

),

-- segments may share a rank: who slides is taken to land in the best of them
places as (

    select
        scheme,
        place,
        max(expected_value) as expected_value
    from placed
    group by scheme, place

),

compared as (

    select
        placed.scheme,
        placed.segment,
        placed.expected_value,
        placed.expected_value - worse.expected_value as value_of_staying
    from placed
    left join places as worse
        on
            placed.scheme = worse.scheme
            and placed.place + 1 = worse.place

)

select * from compared
