{%- set weeks = plan_weeks() -%}
with

owners as (

    select * from {{ ref('customer_segmentation', 'stg_segmentation__owners') }}

),

-- customers whose account manager isn't known are nobody's
owned as (

    select
        segments.scheme,
        segments.customer_id,
        segments.segment,
        segments.segment_name,
        segments.revenue,
        coalesce(customers.account_manager, 'unknown') as owner,
        coalesce(owners.territory, 'unknown') as territory,
        owners.hours_a_week,
        actions.effort_hours as hours_due,
        actions.expected_gain,
        plan.hours as hours_planned,
        segments.as_of_date
    from {{ ref('customer_segmentation', 'fct_customer_segments') }} as segments
    left join {{ ref('customer_segmentation', 'stg_segmentation__customers') }} as customers
        on segments.customer_id = customers.customer_id
    left join owners
        on customers.account_manager = owners.owner
    left join {{ ref('customer_segmentation', 'fct_customer_actions') }} as actions
        on
            segments.scheme = actions.scheme
            and segments.customer_id = actions.customer_id
            and actions.is_best_action
            and actions.decision = 'invest'
    left join {{ ref('customer_segmentation', 'fct_action_plan') }} as plan
        on segments.customer_id = plan.customer_id

),

summed as (

    select
        scheme,
        owner,
        territory,
        segment,
        segment_name,
        count(*) as customers,
        cast(sum(revenue) as {{ type_of('money') }}) as revenue,
        count(hours_due) as actions_due,
        cast(coalesce(sum(hours_due), 0) as {{ type_of('quantity') }}) as hours_due,
        cast(coalesce(sum(expected_gain), 0) as {{ type_of('money') }}) as expected_gain,
        cast(coalesce(sum(hours_planned), 0) as {{ type_of('quantity') }}) as hours_planned,
        cast(max(hours_a_week) * {{ weeks }} as {{ type_of('quantity') }}) as hours_there_are,
        as_of_date
    from owned
    group by scheme, owner, territory, segment, segment_name, as_of_date

),

shared as (

    select
        scheme,
        owner,
        territory,
        segment,
        segment_name,
        customers,
        revenue,
        {{ ratio('greatest(revenue, 0)', 'sum(greatest(revenue, 0)) over of_scheme') }}
            as revenue_share,
        actions_due,
        hours_due,
        expected_gain,
        {{ ratio('expected_gain', 'sum(expected_gain) over of_scheme') }} as gain_share,
        hours_planned,
        {{ ratio('hours_planned', 'sum(hours_planned) over of_scheme') }} as time_share,
        hours_there_are,
        as_of_date
    from summed
    window of_scheme as (partition by scheme)

)

select * from shared
