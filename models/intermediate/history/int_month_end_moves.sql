with

positions as (

    select * from {{ ref('customer_segmentation', 'int_history_positions') }}
    where is_month_end

),

segments as (

    select * from {{ ref('customer_segmentation', 'int_history_position_segments') }}

),

-- all of the orders: what was in the window then may lie before that of today
customer_months as (

    select
        customer_id,
        cast({{ dbt.date_trunc('month', 'ordered_on') }} as date) as month,
        sum(revenue) as revenue
    from {{ ref('customer_segmentation', 'int_orders_by_day') }}
    group by customer_id, cast({{ dbt.date_trunc('month', 'ordered_on') }} as date)

),

-- customers of the same positions move together in every scheme
grouped as (

    select
        positions.month,
        positions.next_month,
        positions.is_first_month,
        positions.position,
        positions.previous_position,
        positions.next_position,
        coalesce(attributes.customer_group, 'unknown') as customer_group,
        count(*) as customers,
        sum(positions.revenue) as revenue,
        sum(positions.previous_revenue) as previous_revenue,
        sum(customer_months.revenue) as next_month_revenue
    from positions
    left join {{ ref('customer_segmentation', 'stg_segmentation__customers') }} as attributes
        on positions.customer_id = attributes.customer_id
    left join customer_months
        on
            positions.customer_id = customer_months.customer_id
            and positions.next_month = customer_months.month
    group by
        positions.month, positions.next_month, positions.is_first_month, positions.position,
        positions.previous_position, positions.next_position,
        coalesce(attributes.customer_group, 'unknown')

),

{% set counted = ['customers', 'revenue', 'previous_revenue', 'next_month_revenue'] -%}
followed as (

    select
        grouped.*,
        segments.scheme,
        segments.segment,
        segments_before.segment as previous_segment,
        segments_next.segment as next_segment,
        segments.segment_rank,
        segments_before.segment_rank as previous_rank
    from grouped
    inner join segments
        on grouped.position = segments.position
    left join segments as segments_before
        on
            segments.scheme = segments_before.scheme
            and grouped.previous_position = segments_before.position
    left join segments as segments_next
        on
            segments.scheme = segments_next.scheme
            and grouped.next_position = segments_next.position
    union all
    -- the business keeps no history of its own groups: today's group stands for the earlier one
    select
        *,
        'customer_group' as scheme,
        customer_group as segment,
        case when previous_position is not null then customer_group end as previous_segment,
        case when next_position is not null then customer_group end as next_segment,
        0 as segment_rank,
        case when previous_position is not null then 0 end as previous_rank
    from grouped
    where {{ 'true' if 'customer_group' in schemes('assigned') else 'false' }}

),

moved as (

    select
        month,
        next_month,
        is_first_month,
        scheme,
        segment,
        previous_segment,
        next_segment,
        segment_rank,
        previous_rank,
        {% for column in counted -%}
        sum({{ column }}) as {{ column }}{% if not loop.last %},{% endif %}
        {% endfor %}
    from followed
    group by
        month, next_month, is_first_month, scheme, segment, previous_segment, next_segment,
        segment_rank, previous_rank

)

select * from moved
