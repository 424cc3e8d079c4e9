with

positions as (

    select * from {{ ref('customer_segmentation', 'int_history_positions') }}

),

segments as (

    select * from {{ ref('customer_segmentation', 'int_history_position_segments') }}

),

attributes as (

    select * from {{ ref('customer_segmentation', 'stg_segmentation__customers') }}

),

segmented as (

    select
        positions.*,
        segments.scheme,
        segments.segment
    from positions
    inner join segments
        on positions.position = segments.position
    union all
    -- the business keeps no history of its own groups: today's group stands for the earlier one
    select
        positions.*,
        'customer_group' as scheme,
        coalesce(attributes.customer_group, 'unknown') as segment
    from positions
    left join attributes
        on positions.customer_id = attributes.customer_id
    where {{ 'true' if 'customer_group' in schemes('assigned') else 'false' }}

)

select * from segmented
