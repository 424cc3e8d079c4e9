with

customers as (

    select * from {{ ref('customer_segmentation', 'int_customers_explained') }}

),

gaps as (

    select * from {{ ref('customer_segmentation', 'int_segment_gaps') }}

),

first_actions as (

    select * from {{ ref('customer_segmentation', 'int_segment_actions') }}
    where action_rank = 1

),

described as (

    select
        customers.scheme,
        customers.customer_id,
        customers.segment,
        customers.segment_name,
        customers.action_group,
        first_actions.action as recommended_action,
        first_actions.channel,
        first_actions.owner,
        customers.reason,
        gaps.better_segment,
        gaps.gap_to_better_segment,
        gaps.gap_metric,
        gaps.gap_amount,
        customers.segment_rank,
        customers.rule_priority,
        customers.revenue,
        customers.as_of_date,
        cast({{ dbt.dateadd(
            'day', 'first_actions.review_after_days', 'customers.as_of_date'
        ) }} as date) as review_on
    from customers
    left join gaps
        on
            customers.scheme = gaps.scheme
            and customers.customer_id = gaps.customer_id
    left join first_actions
        on
            customers.scheme = first_actions.scheme
            and customers.segment = first_actions.segment

)

select * from described
