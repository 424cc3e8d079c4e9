with

positions as (

    select * from {{ ref('customer_segmentation', 'int_segment_positions') }}

),

moves as (

    select * from {{ ref('customer_segmentation', 'int_segment_moves') }}

),

improvements as (

    select * from {{ ref('customer_segmentation', 'int_segment_improvements') }}

),

-- null for what stays as it is
changed as (

    select
        improvements.*,
    {% for metric in movable_metrics() -%}
    nullif(moves.{{ metric.name }}, {{ moved_along(metric, 'positions') }})
        as {{ metric.name }}{% if not loop.last %},{% endif %}
    {% endfor %}
    from improvements
    inner join moves
        on
            improvements.scheme = moves.scheme
            and improvements.position = moves.position
            and improvements.target_priority = moves.target_priority
            and improvements.target = moves.target
    inner join positions
        on
            improvements.scheme = positions.scheme
            and improvements.position = positions.position

),

counted as (

    select
        changed.*,
        rank() over (
            partition by changed.scheme, changed.position order by {{ changes('changed') }}
        ) as change_rank
    from changed

),

-- any change from zero or less is a whole one: of those, the smallest comes first
numbered as (

    select
        scheme,
        position,
        {% for metric in movable_metrics() | map(attribute='name') -%}
        {{ metric }},
        {% endfor -%}
        better_segment,
        row_number() over (
            partition by scheme, position
            order by
                {% for metric in movable_metrics() | selectattr('better', 'equalto', 'more') -%}
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
