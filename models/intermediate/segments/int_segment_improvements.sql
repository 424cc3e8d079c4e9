with

moves as (

    select * from {{ ref('customer_segmentation', 'int_segment_moves') }}

),

rules as (

    select
        rules.*,
        segments.segment_rank
    from {{ ref('customer_segmentation', 'int_segment_rules_pivoted') }} as rules
    inner join {{ ref('customer_segmentation', 'stg_segmentation__segments') }} as segments
        on
            rules.scheme = segments.scheme
            and rules.segment = segments.segment

),

-- the rules judge what was moved afresh: another one may come first
judged as (

    select
        moves.scheme,
        moves.position,
        moves.target_priority,
        moves.target,
        moves.segment_rank,
        min(rules.priority) as new_priority
    from moves
    inner join rules
        on
            moves.scheme = rules.scheme
            and {{ holds('moves', 'rules') }}
    group by
        moves.scheme,
        moves.position,
        moves.target_priority,
        moves.target,
        moves.segment_rank

),

ranked as (

    select
        judged.*,
        rules.segment as better_segment,
        rank() over (
            partition by judged.scheme, judged.position
            order by rules.segment_rank desc
        ) as nearness
    from judged
    inner join rules
        on
            judged.scheme = rules.scheme
            and judged.new_priority = rules.priority
            and judged.segment_rank > rules.segment_rank

),

improved as (

    select
        scheme,
        position,
        target_priority,
        target,
        better_segment
    from ranked
    where nearness = 1

)

select * from improved
