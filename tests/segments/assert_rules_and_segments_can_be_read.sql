-- stops the build with a sentence for each fault, before a customer is assigned
{{ config(fail_calc=raised()) }}

{%- set metrics = rule_metrics() | map(attribute='name') | list -%}
with

conditions as (

    select
        *,
        scheme || ': rule ' || coalesce(cast(priority as {{ dbt.type_string() }}), '?')
        || ' (' || coalesce(segment, '?') || ')' as rule_name,
        coalesce(
            case when at_least is null then at_least_text end,
            case when below is null then below_text end
        ) as unreadable_bound,
        metric is null and coalesce(at_least, below) is not null as has_bounds_only
    from {{ ref('customer_segmentation', 'stg_segmentation__segment_rules') }}

),

segments as (

    select
        *,
        count(*) over (partition by scheme, segment) as copies
    from {{ ref('customer_segmentation', 'stg_segmentation__segments') }}

),

conditions_judged as (

    select
        conditions.rule_name || case
            when conditions.priority is null
                then ' has no readable priority; allowed: a whole number.'
            when segments.segment is null
                then ' gives a segment that is not in the segments of the scheme.'
            when conditions.metric not in ('{{ metrics | join("', '") }}')
                then
                    ' names the unknown metric ' || conditions.metric
                    || '; allowed: {{ metrics | join(", ") }}.'
            when conditions.unreadable_bound is not null
                then
                    ' has the unreadable bound ' || conditions.unreadable_bound
                    || '; allowed: a plain decimal, or nothing.'
            when conditions.has_bounds_only
                then ' has bounds without a metric; allowed: a metric, or no bounds at all.'
            when conditions.at_least >= conditions.below
                then
                    ' can never hold: ' || conditions.metric || ' at least '
                    || conditions.at_least_text || ' and below ' || conditions.below_text
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
        || min(segment) || ' and ' || max(segment) || '; allowed: one segment.' as problem
    from conditions
    group by scheme, priority
    having min(segment) <> max(segment)

),

segments_judged as (

    select
        segments.scheme || ': segment ' || segments.segment || case
            when segments.scheme = 'all' then ' is in a scheme called all; choose another name.'
            when segments.scheme like '%.%'
                then ' is in a scheme with a dot in its name; choose another name.'
            when segments.segment like '(%)' then ' is in brackets, as states are; choose another.'
            when coalesce(segments.segment_rank, 0) < 1 then ' has no whole rank from 1 on.'
            when conditions.segment is null then ' is given by no rule.'
            when segments.copies > 1 then ' is listed more than once.'
        end as problem
    from segments
    left join conditions
        on
            segments.scheme = conditions.scheme
            and segments.segment = conditions.segment

),

problems as (

    select problem from conditions_judged
    union all
    select problem from rules_judged
    union
    select problem from segments_judged

)

select {{ joined_text('problem', 'problem') }} as problem
from problems
where problem is not null
having count(*) > 0
