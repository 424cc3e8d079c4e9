with

matched as (

    select * from {{ ref('customer_segmentation', 'int_customers_matched') }}

),

grouped as (

    select * from {{ ref('customer_segmentation', 'int_customers_grouped') }}

),

segments as (

    select * from {{ ref('customer_segmentation', 'int_segments') }}

),

metrics as (

    select * from {{ ref('customer_segmentation', 'int_customers_measured') }}

),

combined as (

    select
        scheme,
        customer_id,
        segment,
        reason,
        rule_priority
    from matched
    union all
    select
        'customer_group' as scheme,
        customer_id,
        customer_group as segment,
        case customer_group
            when 'unknown' then 'the customer has no customer group'
            else 'customer group is ' || customer_group
        end as reason,
        cast(null as integer) as rule_priority
    from grouped

),

explained as (

    select
        combined.scheme,
        combined.customer_id,
        metrics.as_of_date,
        combined.segment,
        segments.segment_name,
        segments.segment_rank,
        segments.action_group,
        combined.reason,
        combined.rule_priority,
        metrics.orders,
        metrics.order_lines,
        metrics.priced_lines,
        metrics.units,
        metrics.unit_price_total,
        metrics.revenue,
        metrics.is_repeat_customer
    from combined
    inner join segments
        on
            combined.scheme = segments.scheme
            and combined.segment = segments.segment
    inner join metrics
        on combined.customer_id = metrics.customer_id

)

select * from explained
