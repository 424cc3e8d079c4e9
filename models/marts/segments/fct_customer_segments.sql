with

customers as (

    select * from {{ ref('customer_segmentation', 'int_customers_segmented') }}

),

segments as (

    select * from {{ ref('customer_segmentation', 'stg_segmentation__segments') }}

),

first_actions as (

    select * from {{ ref('customer_segmentation', 'stg_segmentation__segment_actions') }}
    where action_rank = 1

),

described as (

    select
        customers.scheme,
        customers.customer_id,
        customers.segment,
        segments.segment_name,
        segments.action_group,
        first_actions.action as recommended_action,
        first_actions.channel,
        first_actions.owner,
        customers.reason,
        segments.segment_rank,
        customers.rule_priority,
        customers.revenue,
        customers.as_of_date,
        cast({{ dbt.dateadd(
            'day', 'first_actions.review_after_days', 'customers.as_of_date'
        ) }} as date) as review_on
    from customers
    inner join segments
        on
            customers.scheme = segments.scheme
            and customers.segment = segments.segment
    left join first_actions
        on
            customers.scheme = first_actions.scheme
            and customers.segment = first_actions.segment

)

select * from described
