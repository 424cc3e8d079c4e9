with

moves as (

    select * from {{ ref('customer_segmentation', 'int_segment_moves') }}

),

rules as (

    select
        rules.*,
        segments.segment_rank
    from {{ ref('customer_segmentation', 'int_segment_rules_pivoted') }} as rules
    inner join {{ ref('customer_segmentation', 'int_segments') }} as segments
        on
            rules.scheme = segments.scheme
            and rules.segment = segments.segment

),

customers as (

    select * from {{ ref('customer_segmentation', 'int_customer_rule_metrics') }}

),

-- the rules judge the changed customer afresh: another one may come first
judged as (

    select
        moves.scheme,
        moves.customer_id,
        moves.target_priority,
        moves.target,
        min(rules.priority) as new_priority
    from moves
    inner join rules
        on
            moves.scheme = rules.scheme
            and {{ holds('moves', 'rules') }}
    group by moves.scheme, moves.customer_id, moves.target_priority, moves.target

),

-- the next better segment, by the fewest and then the smallest changes
ranked as (

    select
        moves.scheme,
        moves.customer_id,
        rules.segment as better_segment,
        {{ gap_in_words('customers', 'moves') }} as gap_to_better_segment,
        {{ gap_metric('customers', 'moves') }} as gap_metric,
        {{ gap_amount('customers', 'moves') }} as gap_amount,
        row_number() over (
            partition by moves.scheme, moves.customer_id
            order by
                rules.segment_rank desc,
                {{ changes('customers', 'moves') }} asc,
                {{ relative_change('customers', 'moves') }} asc,
                -- any change from zero or less is a whole one: of those, the smallest
                {% for metric in movable_metrics() if metric.better == 'more' -%}
                moves.{{ metric.name }} asc,
                {% endfor -%}
                moves.target_priority asc,
                moves.target asc
        ) as gap_rank
    from judged
    inner join moves
        on
            judged.scheme = moves.scheme
            and judged.customer_id = moves.customer_id
            and judged.target_priority = moves.target_priority
            and judged.target = moves.target
    inner join rules
        on
            judged.scheme = rules.scheme
            and judged.new_priority = rules.priority
            and moves.segment_rank > rules.segment_rank
    inner join customers
        on moves.customer_id = customers.customer_id

),

nearest as (

    select
        scheme,
        customer_id,
        better_segment,
        gap_to_better_segment,
        gap_metric,
        gap_amount
    from ranked
    where gap_rank = 1

)

select * from nearest
