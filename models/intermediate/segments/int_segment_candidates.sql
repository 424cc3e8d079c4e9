{% set buckets = setting('score_buckets') -%}
with

positions as (

    select * from {{ ref('customer_segmentation', 'int_segment_positions') }}

),

edges as (

    select * from {{ ref('customer_segmentation', 'int_revenue_edges') }}

),

targets as (

    select * from {{ ref('customer_segmentation', 'int_segment_targets') }}

),

improved as (

    select
        positions.scheme,
        positions.position,
        positions.segment_rank,
        targets.priority as target_priority,
        targets.target,
        positions.recency_score,
        positions.frequency_score,
        positions.monetary_score,
        {% for metric in rule_metrics() | selectattr('step') -%}
        {{ moved(metric, 'positions', 'targets') }} as {{ metric.name }},
        {% endfor -%}
        edges.revenue_edge,
        ceil(targets.frequency_score_at_least) as rule_frequency,
        2 * ceil(targets.frequency_monetary_score_at_least) - 1 as rule_frequency_monetary,
        ceil(targets.rfm_total_at_least) as rule_total,
        greatest(positions.recency_score, ceil(targets.recency_score_at_least)) as wanted_recency,
        greatest(positions.monetary_score, ceil(targets.monetary_score_at_least)) as rule_monetary
    from positions
    inner join targets
        on
            positions.scheme = targets.scheme
            and (
                positions.segment_rank > targets.segment_rank
                or (targets.segment_rank is null and positions.rule_priority = targets.priority)
            )
            and {{ can_improve_to('positions', 'targets') }}
    left join edges
        on
            targets.scheme = edges.scheme
            and targets.priority = edges.priority
            and targets.target = edges.target
    where edges.priority is null or edges.revenue_edge is not null

),

-- a score made of others is raised by buying more often; where that isn't enough, by spending more
wanted as (

    select
        *,
        greatest(
            frequency_score,
            rule_frequency,
            rule_frequency_monetary - rule_monetary,
            rule_total - wanted_recency - rule_monetary
        ) as any_frequency
    from improved

),

candidates as (

    select
        *,
        least(any_frequency, {{ buckets }}) as wanted_frequency,
        rule_monetary + greatest(any_frequency - {{ buckets }}, 0) as wanted_monetary
    from wanted

)

select * from candidates
