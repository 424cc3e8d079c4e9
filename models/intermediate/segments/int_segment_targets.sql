{% set fewer_is_better = rule_metrics() | selectattr('better', 'equalto', 'less')
    | map(attribute='name') | join("', '") -%}
with

conditions as (

    select * from {{ ref('customer_segmentation', 'stg_segmentation__segment_rules') }}

),

segments as (

    select * from {{ ref('customer_segmentation', 'stg_segmentation__segments') }}

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
    inner join segments
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
        {{ pivoted_bounds() }}
    from targets
    group by scheme, priority, target

)

select * from pivoted
