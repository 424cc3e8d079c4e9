{%- set metrics = rule_metrics() | map(attribute='name') | list -%}
with

conditions as (

    select
        *,
        scheme || ': rule ' || coalesce(cast(priority as {{ dbt.type_string() }}), '?')
        || ' (' || coalesce(segment, '?') || ')' as rule_name,
        coalesce(metric, '?') as metric_name,
        coalesce(at_least_text, '?') as at_least_name,
        coalesce(below_text, '?') as below_name
    from {{ ref('customer_segmentation', 'stg_segmentation__segment_rules') }}

),

segments as (

    select * from {{ ref('customer_segmentation', 'stg_segmentation__segments') }}

),

-- one sentence a condition: its first problem
conditions_judged as (

    select
        conditions.rule_name || case
            when conditions.priority is null
                then ' has no readable priority; allowed: a whole number.'
            when segments.segment is null
                then ' gives a segment that is not in the segments of the scheme.'
            when conditions.metric not in ('{{ metrics | join("', '") }}')
                then
                    ' names the unknown metric ' || conditions.metric_name
                    || '; allowed: {{ metrics | join(", ") }}.'
            when conditions.at_least_text is not null and conditions.at_least is null
                then
                    ' has the unreadable bound ' || conditions.at_least_name
                    || '; allowed: a plain decimal, or nothing.'
            when conditions.below_text is not null and conditions.below is null
                then
                    ' has the unreadable bound ' || conditions.below_name
                    || '; allowed: a plain decimal, or nothing.'
            when conditions.metric is null and coalesce(conditions.at_least, conditions.below) is not null
                then ' has bounds without a metric; allowed: a metric, or no bounds for a catch-all.'
            when conditions.at_least >= conditions.below
                then
                    ' can never hold: ' || conditions.metric_name || ' at least '
                    || conditions.at_least_name || ' and below ' || conditions.below_name
                    || '; allowed: at_least lower than below.'
        end as problem
    from conditions
    left join segments
        on
            conditions.scheme = segments.scheme
            and conditions.segment = segments.segment

),

rules_judged as (

    select
        scheme || ': rule ' || cast(priority as {{ dbt.type_string() }}) || ' gives both '
        || min(segment) || ' and ' || max(segment) || '; allowed: one segment a priority.' as problem
    from conditions
    group by scheme, priority
    having min(segment) <> max(segment)

),

segments_judged as (

    select
        segments.scheme || ': segment ' || segments.segment || case
            when segments.segment_rank is null then ' has no readable rank; allowed: a whole number.'
            when conditions.segment is null then ' is given by no rule.'
            when segments.copies > 1 then ' is listed more than once.'
        end as problem
    from (
        select
            *,
            count(*) over (partition by scheme, segment) as copies
        from segments
    ) as segments
    left join conditions
        on
            segments.scheme = conditions.scheme
            and segments.segment = conditions.segment

),

problems as (

    select problem from conditions_judged
    union
    select problem from rules_judged
    union
    select problem from segments_judged

)

select * from problems
where problem is not null
