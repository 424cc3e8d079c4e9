with

actions as (

    select * from {{ ref('customer_segmentation', 'stg_segmentation__segment_actions') }}

),

segments as (

    select * from {{ ref('customer_segmentation', 'int_segments') }}

),

-- segments that come from the data can't be listed beforehand: `*` stands for each of the scheme
expanded as (

    select
        segments.scheme,
        segments.segment,
        actions.action_rank,
        actions.action,
        actions.channel,
        actions.owner,
        actions.goal,
        actions.review_after_days,
        cast(coalesce(actions.effort_hours, 0) as {{ type_of('quantity') }}) as effort_hours,
        cast(coalesce(actions.cost, 0) as {{ type_of('money') }}) as cost,
        actions.assumed_success_rate,
        coalesce(actions.cool_down_days, 0) as cool_down_days
    from actions
    inner join segments
        on
            actions.scheme = segments.scheme
            and actions.segment in (segments.segment, '*')

)

select * from expanded
