-- an override that meets no condition, or says nothing, would change nothing without a word
{{ config(fail_calc=raised()) }}

with

overrides as (

    select
        *,
        'segmentation_rule_overrides: ' || coalesce(scheme, '?') || ', priority '
        || coalesce(cast(priority as {{ dbt.type_string() }}), '?') || ', metric '
        || coalesce(metric, '?') as override_name,
        count(*) over (partition by scheme, priority, metric) as copies
    from {{ ref('customer_segmentation', 'stg_segmentation__rule_overrides') }}

),

conditions as (

    select
        scheme,
        priority,
        metric
    from {{ ref('customer_segmentation', 'stg_segmentation__segment_rules') }}
    group by scheme, priority, metric

),

judged as (

    select
        overrides.override_name || case
            when conditions.scheme is null
                then ' is no condition of the rules; allowed: one that they have.'
            when overrides.copies > 1
                then ' is there more than once; allowed: once.'
            when coalesce(overrides.at_least_text, overrides.below_text) is null
                then ' has no bound; allowed: at_least, below, or both.'
        end as problem
    from overrides
    left join conditions
        on
            overrides.scheme = conditions.scheme
            and overrides.priority = conditions.priority
            and overrides.metric = conditions.metric

)

select min(problem) as problem
from judged
where problem is not null
having count(*) > 0
