{%- set next_review = dbt.dateadd('day', 'actions.review_after_days', 'segments.as_of_date') -%}
{%- set added = 'cast(success_rate * slipping_probability as decimal(18, 6))' -%}
with

playbook as (

    select
        *,
        {{ in_case('lower', 'action') }} as action_key
    from {{ ref('customer_segmentation', 'dim_segment_actions') }}

),

lifts as (

    {% if is_part('campaigns') -%}
    select
        *,
        {{ in_case('lower', 'action') }} as action_key
    from {{ ref('customer_segmentation', 'int_action_lifts') }}
    where is_evidence
    {%- else -%}
    select
        scheme,
        segment,
        action_key,
        cast(null as decimal(18, 6)) as persuasion_rate
    from playbook
    where false
    {%- endif %}

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
        lifts.persuasion_rate is not null as is_success_measured,
        coalesce(lifts.persuasion_rate, actions.assumed_success_rate) as success_rate,
        actions.effort_hours,
        cast(
            actions.cost
            + actions.effort_hours * coalesce(managers.hourly_cost, teams.hourly_cost, 0)
            as {{ type_of('money') }}
        ) as cost,
        done.done_on,
        case
            when done.is_current then done.review_on
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
    left join lifts
        on
            segments.scheme = lifts.scheme
            and segments.segment = lifts.segment
            and actions.action_key = lifts.action_key

),

weighed as (

    select
        *,
        {{ added }} as added_probability,
        cast(
            cast(cast({{ added }} as decimal(19, 6)) * expected_value as {{ type_of('money') }})
            - cost as {{ type_of('money') }}
        ) as expected_gain
    from planned

)

select * from weighed
