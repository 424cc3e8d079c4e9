with

customers as (

    select
        *,
        case when revenue > 0 then revenue else 0 end as revenue_at_stake
    from {{ ref('customer_segmentation', 'int_customers_segmented') }}

),

actions as (

    select * from {{ ref('customer_segmentation', 'int_segment_actions') }}

),

planned as (

    select
        customers.scheme,
        customers.customer_id,
        actions.action_rank,
        customers.segment,
        customers.segment_name,
        actions.action,
        actions.channel,
        actions.owner,
        actions.goal,
        cast(customers.revenue_at_stake as {{ money_type() }}) as revenue_at_stake,
        row_number() over (
            partition by customers.scheme
            order by
                customers.revenue_at_stake desc, customers.customer_id asc, actions.action_rank asc
        ) as priority,
        customers.as_of_date,
        cast({{ dbt.dateadd('day', 'actions.review_after_days', 'customers.as_of_date') }} as date)
            as review_on
    from customers
    inner join actions
        on
            customers.scheme = actions.scheme
            and customers.segment = actions.segment

)

select * from planned
