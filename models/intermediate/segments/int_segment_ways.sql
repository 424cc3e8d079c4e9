{%- set movable = rule_metrics('movable') -%}
{#- how many metrics a way changes: the others are null -#}
{%- set changes = [] -%}
{%- for metric in movable | map(attribute='name') -%}
{%- do changes.append('case when changed.' ~ metric ~ ' is not null then 1 else 0 end') -%}
{%- endfor -%}
with

moves as (

    select * from {{ ref('customer_segmentation', 'int_segment_moves') }}

),

rules as (

    select
        rules.*,
        segments.segment_rank
    from {{ ref('customer_segmentation', 'int_segment_rules_pivoted') }} as rules
    inner join {{ ref('customer_segmentation', 'stg_segmentation__segments') }} as segments
        on
            rules.scheme = segments.scheme
            and rules.segment = segments.segment

),

-- the rules judge what was moved afresh: another one may come first
judged as (

    select
        moves.scheme,
        moves.position,
        moves.target_priority,
        moves.target,
        min(rules.priority) as new_priority
    from moves
    inner join rules
        on
            moves.scheme = rules.scheme
            and {{ holds('moves', 'rules') }}
    group by moves.scheme, moves.position, moves.target_priority, moves.target

),

-- null for what stays as it is
changed as (

    select
        judged.scheme,
        judged.position,
        judged.target_priority,
        judged.target,
        rules.segment as better_segment,
        {% for metric in movable -%}
        nullif(moves.{{ metric.name }}, {{ moved_along(metric, 'positions') }})
            as {{ metric.name }},
        {% endfor -%}
        rank() over (
            partition by judged.scheme, judged.position order by rules.segment_rank desc
        ) as nearness
    from judged
    inner join rules
        on
            judged.scheme = rules.scheme
            and judged.new_priority = rules.priority
    inner join moves
        on
            judged.scheme = moves.scheme
            and judged.position = moves.position
            and judged.target_priority = moves.target_priority
            and judged.target = moves.target
    inner join {{ ref('customer_segmentation', 'int_segment_positions') }} as positions
        on
            judged.scheme = positions.scheme
            and judged.position = positions.position
    where positions.segment_rank > rules.segment_rank

),

counted as (

    select
        changed.*,
        rank() over (
            partition by changed.scheme, changed.position
            order by {{ changes | join(' + ') }}
        ) as change_rank
    from changed
    where changed.nearness = 1

),

-- any change from zero or less is a whole one: of those, the smallest comes first
numbered as (

    select
        scheme,
        position,
        {% for metric in movable | map(attribute='name') -%}
        {{ metric }},
        {% endfor -%}
        better_segment,
        row_number() over (
            partition by scheme, position
            order by
                {% for metric in movable | selectattr('better', 'equalto', 'more') -%}
                {{ metric.name }} asc nulls first,
                {% endfor -%}
                target_priority asc,
                target asc
        ) as way,
        count(*) over (partition by scheme, position) as way_count
    from counted
    where change_rank = 1

)

select * from numbered
