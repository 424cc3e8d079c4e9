with

history as (

    select history.*
    from {{ ref('customer_segmentation', 'int_segment_history') }} as history
    inner join {{ ref('customer_segmentation', 'int_month_ends') }} as month_ends
        on history.as_of_date = month_ends.as_of_date
    where month_ends.next_as_of_date is null

),

moves as (

    select * from {{ ref('customer_segmentation', 'int_segment_migrations') }}

),

looked_back as (

    select
        history.scheme,
        history.customer_id,
        history.segment,
        last_moves.previous_segment,
        last_moves.move as last_move,
        cast({{ dbt.datediff('last_moves.month', 'history.month', 'month') }} + 1 as integer)
            as months_in_segment,
        last_moves.move = 'down'
        and coalesce(earlier_moves.move = 'down', false) as has_slid_twice,
        history.as_of_date,
        last_moves.as_of_date as last_moved_on
    from history
    inner join moves as last_moves
        on
            history.scheme = last_moves.scheme
            and history.customer_id = last_moves.customer_id
            and last_moves.moves_back = 1
    left join moves as earlier_moves
        on
            history.scheme = earlier_moves.scheme
            and history.customer_id = earlier_moves.customer_id
            and earlier_moves.moves_back = 2

)

select * from looked_back
