{#
    the CTEs `rules`, `matched` and `positioned` of a model that has `positions`: the first rule of
    each assigned scheme that holds for each of them, and the segment it gives
#}
{% macro rules_of_positions() -%}
rules as (

    select
        rules.*,
        segments.segment_rank
    from {{ ref('customer_segmentation', 'int_segment_rules_pivoted') }} as rules
    inner join {{ ref('customer_segmentation', 'int_schemes') }} as schemes
        on rules.scheme = schemes.scheme
    inner join {{ ref('customer_segmentation', 'int_segments') }} as segments
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
{%- endmacro %}
