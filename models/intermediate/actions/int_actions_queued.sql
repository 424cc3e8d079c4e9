with

-- the best thing to do for a customer, whatever the scheme
best as (

    select
        *,
        row_number() over (
            partition by customer_id order by expected_gain desc, scheme asc
        ) as place
    from {{ ref('customer_segmentation', 'fct_customer_actions') }}
    where
        decision = 'invest'
        and is_best_action

),

-- what doesn't fit a week is nothing for it
candidates as (

    select
        owners.owner,
        owners.hours_a_week,
        best.customer_id,
        best.scheme,
        best.segment,
        best.action,
        best.channel,
        best.effort_hours,
        best.expected_gain,
        {{ ratio('best.expected_gain', 'best.effort_hours', 6, 28) }} as gain_per_hour,
        best.expected_gain_reason,
        best.as_of_date
    from best
    inner join {{ ref('customer_segmentation', 'stg_segmentation__owners') }} as owners
        on best.assigned_to = owners.owner
    where
        best.place = 1
        and best.effort_hours <= owners.hours_a_week

),

-- long actions can stand in the way of several short ones: each owner gets the better of the queues
-- with and without them
lengths as (

    select
        owner,
        effort_hours as longest_hours
    from candidates
    group by owner, effort_hours

),

queued as (

    select
        candidates.*,
        lengths.longest_hours,
        sum(candidates.effort_hours) over (
            partition by candidates.owner, lengths.longest_hours
            order by
                candidates.gain_per_hour desc,
                candidates.expected_gain desc,
                candidates.customer_id asc
            rows between unbounded preceding and current row
        ) as hours_so_far
    from candidates
    inner join lengths
        on
            candidates.owner = lengths.owner
            and candidates.effort_hours <= lengths.longest_hours

)

select * from queued
