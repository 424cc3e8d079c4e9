with

-- where several segments have an action, the longest wait counts
playbook as (

    select
        {{ in_case('lower', 'action') }} as action_key,
        min({{ as_text('action') }}) as action,
        max(review_after_days) as review_after_days,
        max(coalesce(cool_down_days, 0)) as cool_down_days
    from {{ ref('customer_segmentation', 'stg_segmentation__segment_actions') }}
    group by {{ in_case('lower', 'action') }}

),

-- what is planned for later isn't done yet
matched as (

    select
        done.customer_id,
        done.action_key,
        coalesce(
            playbook.action,
            min({{ as_text('done.action') }}) over (partition by done.action_key)
        ) as action,
        done.outcome,
        playbook.action is not null as is_in_playbook,
        done.done_on,
        cast({{ dbt.dateadd('day', 'playbook.review_after_days', 'done.done_on') }} as date)
            as review_ends_on,
        cast({{ dbt.dateadd('day', 'playbook.cool_down_days', 'done.done_on') }} as date)
            as rested_on,
        as_of_dates.as_of_date
    from {{ ref('customer_segmentation', 'stg_segmentation__action_log') }} as done
    inner join {{ ref('customer_segmentation', 'int_as_of_dates') }} as as_of_dates
        on done.done_on <= as_of_dates.as_of_date
    left join playbook
        on done.action_key = playbook.action_key

),

numbered as (

    select
        customer_id,
        action_key,
        action,
        outcome,
        is_in_playbook,
        row_number() over (partition by customer_id, action_key order by done_on desc) = 1
            as is_last_time,
        row_number() over (partition by customer_id order by done_on desc, action_key asc) = 1
            as is_last_action,
        done_on,
        review_ends_on,
        case when outcome is null and review_ends_on >= as_of_date then review_ends_on end
            as review_on,
        max(rested_on) over (partition by customer_id) as available_on,
        as_of_date
    from matched

),

-- until its review and the cool-down are over an action isn't due again
followed as (

    select
        *,
        review_on is not null or coalesce(available_on > as_of_date, false) as is_current
    from numbered

)

select * from followed
