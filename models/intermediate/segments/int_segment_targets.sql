{% set fewer_is_better = rule_metrics() | selectattr('better', 'equalto', 'less')
    | map(attribute='name') | join("', '") -%}
{% set standings = ['revenue_share', 'revenue_percentile', 'cumulative_revenue_share'] -%}
with

conditions as (

    select * from {{ ref('customer_segmentation', 'stg_segmentation__segment_rules') }}

),

-- a better segment is reached by meeting one of its rules, or by outgrowing a bound of one's own
targets as (

    select
        conditions.scheme,
        conditions.priority,
        segments.segment_rank,
        'rule' as target,
        conditions.metric,
        conditions.at_least,
        conditions.below
    from conditions
    inner join {{ ref('customer_segmentation', 'stg_segmentation__segments') }} as segments
        on
            conditions.scheme = segments.scheme
            and conditions.segment = segments.segment
    union all
    select
        scheme,
        priority,
        cast(null as integer) as segment_rank,
        metric as target,
        metric,
        case when metric not in ('{{ fewer_is_better }}') then below end as at_least,
        case when metric in ('{{ fewer_is_better }}') then at_least end as below
    from conditions
    where case when metric in ('{{ fewer_is_better }}') then at_least else below end is not null

),

pivoted as (

    select
        scheme,
        priority,
        target,
        min(segment_rank) as segment_rank,
        count(case when metric in ('{{ standings | join("', '") }}') then 1 end) > 0
            as has_standing,
        {{ pivoted_bounds() }}
    from targets
    group by scheme, priority, target

),

-- a standing among all customers is reached with the revenue of the lowest customer who has it
edges as (

    select
        pivoted.scheme,
        pivoted.priority,
        pivoted.target,
        min(customers.revenue) as revenue_edge
    from pivoted
    inner join {{ ref('customer_segmentation', 'int_customers_measured') }} as customers
        on {{ holds('customers', 'pivoted', standings) }}
    where pivoted.has_standing
    group by pivoted.scheme, pivoted.priority, pivoted.target

),

-- a target that nobody can reach is none
reached as (

    select
        pivoted.*,
        edges.revenue_edge
    from pivoted
    left join edges
        on
            pivoted.scheme = edges.scheme
            and pivoted.priority = edges.priority
            and pivoted.target = edges.target
    where not pivoted.has_standing or edges.revenue_edge is not null

)

select * from reached
