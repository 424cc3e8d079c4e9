{% set scored = {
    'recency_days': 'recency',
    'frequency': 'frequency',
    'monetary': 'monetary',
} -%}
with

candidates as (

    select * from {{ ref('customer_segmentation', 'int_segment_candidates') }}

),

steps as (

    select * from {{ ref('customer_segmentation', 'int_score_steps') }}

),

-- a score is raised by bringing the value that it is given for to the edge of a better band
stepped as (

    select
        candidates.scheme,
        candidates.position,
        candidates.segment_rank,
        candidates.target_priority,
        candidates.target,
        {% for metric in rule_metrics() | selectattr('step') if metric.name not in scored -%}
        candidates.{{ metric.name }},
        {% endfor -%}
        candidates.revenue_edge,
    {% for value, metric in scored.items() -%}
    {{ 'least' if metric == 'recency' else 'greatest' }}(
        candidates.{{ value }}, {{ metric }}_steps.edge_value
    ) as {{ value }},
    coalesce({{ metric }}_steps.reached_score, candidates.{{ metric }}_score)
        as {{ metric }}_score{% if not loop.last %},{% endif %}
    {% endfor %}
    from candidates
    {% for metric in scored.values() -%}
    left join steps as {{ metric }}_steps
        on
            {{ metric }}_steps.metric = '{{ metric }}'
            and candidates.wanted_{{ metric }} > candidates.{{ metric }}_score
            and candidates.wanted_{{ metric }} = {{ metric }}_steps.wanted_score
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
