{#- a part whose refunds exceed its sales has no share of the revenue -#}
{%- set no_share = "when revenue_share is null then 'none'" -%}
{%- set by_share = "case when revenue < 0 then 'loss' " ~ no_share ~ ' end' -%}
{%- set of_segment = ['scheme', 'segment'] -%}
with

segments as (

    select
        summary.*,
        segments.action_group,
        sum(summary.revenue) over (partition by summary.scheme) as all_revenue,
        sum(greatest(summary.revenue, 0)) over (partition by summary.scheme) as positive_revenue,
        count(*) over (partition by summary.scheme) as segments,
        row_number() over (
            partition by summary.scheme
            order by
                summary.average_order_value desc nulls last,
                summary.segment_rank asc,
                summary.segment asc
        ) as order_value_rank
    from {{ ref('customer_segmentation', 'fct_segment_summary') }} as summary
    inner join {{ ref('customer_segmentation', 'dim_segments') }} as segments
        on
            summary.scheme = segments.scheme
            and summary.segment = segments.segment
    where summary.customers > 0

),

grouped as (

    select
        scheme,
        action_group,
        sum(customers) as customers,
        sum(revenue) as revenue,
        sum(sum(customers)) over (partition by scheme) as all_customers,
        sum(sum(revenue)) over (partition by scheme) as all_revenue,
        sum(greatest(sum(revenue), 0)) over (partition by scheme) as positive_revenue
    from segments
    group by scheme, action_group

),

shared as (

    select
        *,
        {{ ratio('customers', 'all_customers') }} as customer_share,
        {{ ratio('greatest(revenue, 0)', 'positive_revenue') }} as revenue_share
    from grouped
    where action_group is not null

),

told as (

    select
        {{ insight(
            'segment_share', 'revenue_share', by=of_segment, other='customer_share',
            variant=by_share, of_revenue=true,
        ) }}
    from segments
    union all
    select
        {{ insight(
            'segment_orders', 'orders_per_customer', by=of_segment, other='average_order_value',
            variant="case when orders_per_customer = 1 then 'one' end",
        ) }}
    from segments
    where average_order_value >= 0
    union all
    select
        {{ insight(
            'segment_repeat', 'repeat_rate', by=of_segment,
            variant="case repeat_rate when 0 then 'none' when 1 then 'all' end",
        ) }}
    from segments
    union all
    select
        {{ insight(
            'segment_account', 'revenue_per_customer', by=of_segment,
            other='largest_customer_revenue', variant="case when customers = 1 then 'one' end",
        ) }}
    from segments
    -- who sent back more than they bought cost nothing by leaving
    where revenue_per_customer > 0
    union all
    select
        {{ insight(
            'highest_order_value', 'average_order_value', by=['scheme'], segment='segment',
        ) }}
    from segments
    -- one of one is no highest
    where order_value_rank = 1 and average_order_value > 0 and segments > 1
    union all
    select
        {{ insight(
            'action_group', 'revenue_share', by=['scheme', 'action_group'],
            subject='action_group', other='customer_share', variant=by_share, of_revenue=true,
        ) }}
    from shared

)

select * from told
