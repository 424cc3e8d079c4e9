{% set buckets = setting('score_buckets') -%}
{% set scored = {
    'recency_days': 'recency',
    'frequency': 'frequency',
    'monetary': 'monetary',
} -%}
with

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
        targets.revenue_edge,
        ceil(targets.frequency_score_at_least) as rule_frequency,
        2 * ceil(targets.frequency_monetary_score_at_least) - 1 as rule_frequency_monetary,
        ceil(targets.rfm_total_at_least) as rule_total,
        greatest(positions.recency_score, ceil(targets.recency_score_at_least)) as wanted_recency,
        greatest(positions.monetary_score, ceil(targets.monetary_score_at_least)) as rule_monetary
    from {{ ref('customer_segmentation', 'int_segment_positions') }} as positions
    inner join {{ ref('customer_segmentation', 'int_segment_targets') }} as targets
        on
            positions.scheme = targets.scheme
            and (
                positions.segment_rank > targets.segment_rank
                or (targets.segment_rank is null and positions.rule_priority = targets.priority)
            )
            and {{ holds('positions', 'targets', by_improving=true) }}

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

capped as (

    select
        *,
        least(any_frequency, {{ buckets }}) as wanted_frequency,
        rule_monetary + greatest(any_frequency - {{ buckets }}, 0) as wanted_monetary
    from wanted

),

-- a score is raised by bringing the value that it is given for to the edge of a better band
stepped as (

    select
        capped.scheme,
        capped.position,
        capped.segment_rank,
        capped.target_priority,
        capped.target,
        {% for metric in rule_metrics() | selectattr('step') if metric.name not in scored -%}
        capped.{{ metric.name }},
        {% endfor -%}
        capped.revenue_edge,
    {% for value, metric in scored.items() -%}
    {{ 'least' if metric == 'recency' else 'greatest' }}(
        capped.{{ value }}, {{ metric }}_steps.edge_value
    ) as {{ value }},
    coalesce({{ metric }}_steps.reached_score, capped.{{ metric }}_score)
        as {{ metric }}_score{% if not loop.last %},{% endif %}
    {% endfor %}
    from capped
    {% for metric in scored.values() -%}
    left join {{ ref('customer_segmentation', 'int_score_steps') }} as {{ metric }}_steps
        on
            {{ metric }}_steps.metric = '{{ metric }}'
            and capped.wanted_{{ metric }} > capped.{{ metric }}_score
            and capped.wanted_{{ metric }} = {{ metric }}_steps.wanted_score
    {% endfor %}

),

-- frequency and the monetary value are other names of metrics, which move along with them
moved as (

    select
        scheme,
        position,
        segment_rank,
        target_priority,
        target,
        {% for metric in rule_metrics() | selectattr('step') -%}
        {{ moved_along(metric, edge='revenue_edge') }} as {{ metric.name }},
        {% endfor -%}
        recency_score,
        frequency_score,
        monetary_score,
        {{ frequency_monetary_score() }} as frequency_monetary_score,
        recency_score + frequency_score + monetary_score as rfm_total
    from stepped

)

select * from moved
