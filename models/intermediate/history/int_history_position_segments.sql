{%- set scores = ['recency_score', 'frequency_score', 'monetary_score'] -%}
{%- set made = scores + ['frequency_monetary_score', 'rfm_total'] -%}
with

first_days as (

    select
        position,
        min(as_of_date) as as_of_date
    from {{ ref('customer_segmentation', 'int_history_positions') }}
    group by position

),

examples as (

    select
        positions.position,
        positions.as_of_date,
        min(positions.customer_id) as customer_id
    from {{ ref('customer_segmentation', 'int_history_positions') }} as positions
    inner join first_days
        on
            positions.position = first_days.position
            and positions.as_of_date = first_days.as_of_date
    group by positions.position, positions.as_of_date

),

-- no rule can tell customers of one position apart, so one of them stands for all
positions as (

    select
        examples.position,
        {% for metric in rule_metrics() | map(attribute='name') if metric in scores -%}
        scores.{{ metric }},
        {% endfor -%}
        {{ frequency_monetary_score('scores.frequency_score', 'scores.monetary_score') }}
            as frequency_monetary_score,
        scores.recency_score + scores.frequency_score + scores.monetary_score as rfm_total,
        {% for metric in rule_metrics() | map(attribute='name') if metric not in made -%}
        measured.{{ metric }}{% if not loop.last %},{% endif %}
        {% endfor %}
    from examples
    inner join {{ ref('customer_segmentation', 'int_history_positions') }} as scores
        on
            examples.as_of_date = scores.as_of_date
            and examples.customer_id = scores.customer_id
    inner join {{ ref('customer_segmentation', 'int_history_measured') }} as measured
        on
            examples.as_of_date = measured.as_of_date
            and examples.customer_id = measured.customer_id

),

rules as (

    select
        rules.*,
        segments.segment_rank
    from {{ ref('customer_segmentation', 'int_segment_rules_pivoted') }} as rules
    inner join {{ ref('customer_segmentation', 'int_schemes') }} as schemes
        on rules.scheme = schemes.scheme
    inner join {{ ref('customer_segmentation', 'stg_segmentation__segments') }} as segments
        on
            rules.scheme = segments.scheme
            and rules.segment = segments.segment
    where schemes.is_assigned

),

matched as (

    select
        rules.scheme,
        positions.position,
        min(rules.priority) as rule_priority
    from positions
    inner join rules
        on {{ holds('positions', 'rules') }}
    group by rules.scheme, positions.position

),

segmented as (

    select
        matched.scheme,
        matched.position,
        rules.segment,
        rules.segment_rank
    from matched
    inner join rules
        on
            matched.scheme = rules.scheme
            and matched.rule_priority = rules.priority

)

select * from segmented
