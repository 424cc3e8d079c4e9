with

history as (

    select * from {{ ref('customer_segmentation', 'int_segment_history') }}

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

numbered as (

    select
        scheme,
        customer_id,
        as_of_date,
        month,
        segment,
        previous_segment,
        move,
        row_number() over (
            partition by scheme, customer_id order by as_of_date desc
        ) as moves_back
    from started
    where move is not null

)

select * from numbered
