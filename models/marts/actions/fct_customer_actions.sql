{%- set published = [
    'scheme', 'customer_id', 'action_rank', 'segment', 'segment_name', 'action', 'channel', 'owner',
    'assigned_to', 'goal', 'expected_gain', 'expected_value', 'cost', 'effort_hours', 'return_rate',
    'probability_alive', 'slipping_probability', 'success_rate', 'added_probability',
    'is_best_action', 'as_of_date', 'done_on', 'available_on', 'review_on',
] -%}
{%- set next_review = dbt.dateadd('day', 'actions.review_after_days', 'segments.as_of_date') -%}
{%- set best_first = 'order by expected_gain desc nulls last, action_rank' -%}
with

playbook as (

    select
        *,
        {{ in_case('lower', 'action') }} as action_key
    from {{ ref('customer_segmentation', 'dim_segment_actions') }}

),

-- what takes time is done by who looks after the customer, if that is known
planned as (

    select
        segments.scheme,
        actions.action_rank,
        segments.segment,
        segments.segment_name,
        actions.action,
        actions.channel,
        actions.owner,
        case
            when managers.owner is not null and actions.effort_hours > 0 then managers.owner
            else actions.owner
        end as assigned_to,
        actions.goal,
        outlooks.*,
        actions.assumed_success_rate as success_rate,
        actions.effort_hours,
        actions.cost + cast(
            actions.effort_hours * coalesce(managers.hourly_cost, teams.hourly_cost, 0)
            as {{ type_of('money') }}
        ) as cost,
        done.done_on,
        case
            when done.done_on is not null then done.review_on
            else cast({{ next_review }} as date)
        end as review_on
    from {{ ref('customer_segmentation', 'fct_customer_segments') }} as segments
    inner join playbook as actions
        on
            segments.scheme = actions.scheme
            and segments.segment = actions.segment
    inner join {{ ref('customer_segmentation', 'int_customer_outlooks') }} as outlooks
        on
            segments.customer_id = outlooks.customer_id
            and outlooks.is_today
    left join {{ ref('customer_segmentation', 'stg_segmentation__customers') }} as customers
        on segments.customer_id = customers.customer_id
    left join {{ ref('customer_segmentation', 'stg_segmentation__owners') }} as managers
        on customers.account_manager = managers.owner
    left join {{ ref('customer_segmentation', 'stg_segmentation__owners') }} as teams
        on actions.owner = teams.owner
    left join {{ ref('customer_segmentation', 'int_actions_done') }} as done
        on
            segments.customer_id = done.customer_id
            and actions.action_key = done.action_key
            and done.is_last_time

),

weighed as (

    select
        *,
        cast(success_rate * slipping_probability as decimal(18, 6)) as added_probability,
        cast(
            cast(success_rate * slipping_probability as decimal(18, 6)) * expected_value
            as {{ type_of('money') }}
        ) - cost as expected_gain
    from planned

),

compared as (

    select
        *,
        row_number() over (partition by scheme, customer_id {{ best_first }}) = 1
            as is_best_action,
        first_value(expected_gain) over (partition by scheme, customer_id {{ best_first }})
            as best_gain,
        first_value(effort_hours) over (partition by scheme, customer_id {{ best_first }})
            as best_hours
    from weighed

),

decided as (

    select
        {% for column in published -%}
        {{ column }},
        {% endfor -%}
        case
            when available_on > as_of_date or not is_at_risk or best_gain is null then 'watch'
            when best_gain <= 0 then 'let_go'
            when best_hours > 0 then 'invest'
            else 'automate'
        end as decision,
        {{ gain_in_words() }} as expected_gain_reason,
        cast(row_number() over (
            partition by scheme
            order by
                expected_gain desc nulls last, expected_value desc, customer_id asc, action_rank asc
        ) as bigint) as priority
    from compared

)

select * from decided
