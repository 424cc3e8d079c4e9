{%- set next_review = dbt.dateadd(
    'day', 'first_actions.review_after_days', 'explained.as_of_date'
) -%}
with

segmented as {{ planner_hint('streamed') }}(

    select * from {{ ref('customer_segmentation', 'int_customers_segmented') }}

),

ways as (

    select * from {{ ref('customer_segmentation', 'int_segment_ways') }}

),

-- which of several ways is the shortest differs between the customers of a position
shortest as (

    select
        segmented.scheme,
        segmented.customer_id,
        {{ lowest_by('ways.way', gap('segmented', 'ways', 'size')) }} as way
    from segmented
    inner join ways
        on
            segmented.scheme = ways.scheme
            and segmented.position = ways.position
    where ways.way_count > 1
    group by segmented.scheme, segmented.customer_id

),

-- no rule gives the business's own groups, and no change of the customer's leads to another
explained as (

    select
        segmented.*,
        case
            when segmented.rule_priority is not null then {{ reason('segmented', 'rules') }}
            when segmented.segment = 'unknown' then 'the customer has no customer group'
            else 'customer group is ' || segmented.segment
        end as reason,
        ways.better_segment,
        {{ gap('segmented', 'ways', 'words') }} as gap_to_better_segment,
        {{ gap('segmented', 'ways', 'metric') }} as gap_metric,
        {{ gap('segmented', 'ways', 'amount') }} as gap_amount
    from segmented
    left join {{ ref('customer_segmentation', 'int_segment_rules_pivoted') }} as rules
        on
            segmented.scheme = rules.scheme
            and segmented.rule_priority = rules.priority
    left join shortest
        on
            segmented.scheme = shortest.scheme
            and segmented.customer_id = shortest.customer_id
    left join ways
        on
            segmented.scheme = ways.scheme
            and segmented.position = ways.position
            and coalesce(shortest.way, 1) = ways.way

),

first_actions as (

    select
        *,
        {{ in_case('lower', 'action') }} as action_key
    from {{ ref('customer_segmentation', 'dim_segment_actions') }}
    where action_rank = 1

),

-- what has been done is reviewed when that was said, not from today on
described as (

    select
        explained.scheme,
        explained.customer_id,
        explained.segment,
        explained.segment_name,
        explained.action_group,
        first_actions.action as recommended_action,
        first_actions.channel,
        first_actions.owner,
        explained.reason,
        explained.better_segment,
        explained.gap_to_better_segment,
        explained.gap_metric,
        explained.gap_amount,
        explained.segment_rank,
        explained.rule_priority,
        explained.revenue,
        explained.as_of_date,
        case
            when done.is_current then done.review_on
            else cast({{ next_review }} as date)
        end as review_on
    from explained
    left join first_actions
        on
            explained.scheme = first_actions.scheme
            and explained.segment = first_actions.segment
    left join {{ ref('customer_segmentation', 'int_actions_done') }} as done
        on
            explained.customer_id = done.customer_id
            and first_actions.action_key = done.action_key
            and done.is_last_time

)

select * from described
