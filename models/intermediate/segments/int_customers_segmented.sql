with

customers as (

    select * from {{ ref('customer_segmentation', 'int_customers_positioned') }}

),

-- by the rules; or the group that the business has put the customer into, which no rule gives
assigned as (

    select
        positions.scheme,
        positions.segment,
        positions.rule_priority,
        customers.*
    from customers
    inner join {{ ref('customer_segmentation', 'int_segment_positions') }} as positions
        on customers.position = positions.position
    union all
    select
        'customer_group' as scheme,
        coalesce(attributes.customer_group, 'unknown') as segment,
        cast(null as integer) as rule_priority,
        customers.*
    from customers
    left join {{ ref('customer_segmentation', 'stg_segmentation__customers') }} as attributes
        on customers.customer_id = attributes.customer_id
    where {{ 'true' if 'customer_group' in schemes('assigned') else 'false' }}

),

segmented as (

    select
        assigned.*,
        segments.segment_name,
        segments.segment_rank,
        segments.action_group
    from assigned
    inner join {{ ref('customer_segmentation', 'int_segments') }} as segments
        on
            assigned.scheme = segments.scheme
            and assigned.segment = segments.segment

)

select * from segmented
