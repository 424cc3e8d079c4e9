with

-- who has the position of the month before has moved in no scheme
positions as (

    select * from {{ ref('customer_segmentation', 'int_history_positions') }}
    where
        is_month_end
        and (next_as_of_date is null or coalesce(position <> previous_position, true))

),

segments as (

    select * from {{ ref('customer_segmentation', 'int_history_position_segments') }}

),

history as (

    select
        positions.*,
        segments.scheme,
        segments.segment,
        segments_before.segment as previous_segment,
        segments.segment_rank,
        segments_before.segment_rank as previous_rank
    from positions
    inner join segments
        on positions.position = segments.position
    left join segments as segments_before
        on
            segments.scheme = segments_before.scheme
            and positions.previous_position = segments_before.position
    union all
    -- today's group is that of all months: a customer only comes to it
    select
        positions.*,
        'customer_group' as scheme,
        coalesce(attributes.customer_group, 'unknown') as segment,
        case
            when positions.previous_position is not null
                then coalesce(attributes.customer_group, 'unknown')
        end as previous_segment,
        0 as segment_rank,
        0 as previous_rank
    from positions
    left join {{ ref('customer_segmentation', 'stg_segmentation__customers') }} as attributes
        on positions.customer_id = attributes.customer_id
    where {{ 'true' if 'customer_group' in schemes('assigned') else 'false' }}

),

-- a stay begins when a customer comes or moves
started as (

    select
        *,
        case
            when previous_segment is null then 'entered'
            when segment_rank < previous_rank then 'up'
            when segment_rank > previous_rank then 'down'
            when segment <> previous_segment then 'sideways'
        end as move
    from history

),

{% set of_customer = 'over (partition by scheme, customer_id order by as_of_date' -%}
numbered as (

    select
        *,
        row_number() {{ of_customer }} desc) as moves_back,
        lag(move) {{ of_customer }}) as earlier_move
    from started
    where move is not null

),

looked_back as (

    select
        history.scheme,
        history.customer_id,
        history.segment,
        moves.previous_segment,
        moves.move as last_move,
        cast({{ dbt.datediff('moves.month', 'history.month', 'month') }} + 1 as integer)
            as months_in_segment,
        {% for flag, move in {'has_slid_twice': 'down', 'has_risen_twice': 'up'}.items() -%}
        moves.move = '{{ move }}'
        and coalesce(moves.earlier_move = '{{ move }}', false) as {{ flag }},
        {% endfor -%}
        history.as_of_date,
        moves.as_of_date as last_moved_on
    from history
    inner join numbered as moves
        on
            history.scheme = moves.scheme
            and history.customer_id = moves.customer_id
            and moves.moves_back = 1
    -- at the latest month end
    where history.next_as_of_date is null

)

select * from looked_back
