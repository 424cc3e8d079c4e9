with

customers as (

    select * from {{ ref('customer_segmentation', 'int_customers_positioned') }}

),

-- no rule can tell customers of one position apart, so one value of each metric stands for all
positions as (

    select
        position,
        {% for metric in rule_metrics() | map(attribute='name') -%}
        min({{ metric }}) as {{ metric }}{% if not loop.last %},{% endif %}
        {% endfor %}
    from customers
    group by position

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

positioned as (

    select
        matched.scheme,
        positions.*,
        rules.segment,
        rules.segment_rank,
        matched.rule_priority
    from matched
    inner join positions
        on matched.position = positions.position
    inner join rules
        on
            matched.scheme = rules.scheme
            and matched.rule_priority = rules.priority

)

select * from positioned
