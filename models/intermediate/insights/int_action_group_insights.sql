with

segments as (

    select
        summary.scheme,
        groups.action_group,
        summary.customers,
        summary.revenue
    from {{ ref('customer_segmentation', 'fct_segment_summary') }} as summary
    inner join {{ ref('customer_segmentation', 'dim_segments') }} as groups
        on
            summary.scheme = groups.scheme
            and summary.segment = groups.segment

),

grouped as (

    select
        scheme,
        action_group,
        sum(customers) as customers,
        sum(revenue) as revenue,
        sum(sum(customers)) over (partition by scheme) as scheme_customers,
        sum(sum(revenue)) over (partition by scheme) as scheme_revenue,
        sum(greatest(sum(revenue), 0)) over (partition by scheme) as positive_revenue
    from segments
    group by scheme, action_group

),

shared as (

    select
        scheme,
        action_group,
        revenue,
        scheme_revenue,
        positive_revenue,
        {{ ratio('customers', 'scheme_customers') }} as customer_share,
        {{ ratio('greatest(revenue, 0)', 'positive_revenue') }} as revenue_share
    from grouped
    where
        action_group is not null
        and customers > 0

),

told as (

    select
        {{ insight(
            id="'action_group.' || scheme || '.' || action_group",
            scheme='scheme', subject='action_group',
            sentence=scheme_in_words('scheme') ~ " || ', action group ' || action_group || ': ' || "
                ~ in_percent('customer_share') ~ " || ' of the customers, ' || "
                ~ share_of_revenue('revenue', 'revenue_share', 'positive_revenue', 'scheme_revenue')
                ~ " || '.'",
            figure='revenue_share', unit="'share of revenue'",
            other_figure='customer_share', other_unit="'share of customers'",
            mart='fct_segment_summary',
        ) }}
    from shared

)

select * from told
