{#- a month is a twelfth of a year; money of later months is worth less by the discount rate -#}
{%- set months = [(setting('lifetime_value_horizon_days') * 12 / 365) | round | int, 1] | max -%}
{%- set discount = (1 + setting('annual_discount_rate')) ** (-1 / 12) -%}
with

transitions as (

    select * from {{ ref('customer_segmentation', 'int_segment_transitions') }}

),

rewards as (

    select
        scheme,
        from_segment as segment,
        cast(
            max(monthly_revenue) * {{ '%.10f' | format(discount * setting('margin')) }}
            as decimal(28, 8)
        ) as reward
    from transitions
    group by scheme, from_segment

),

-- what a segment of the latest month alone will bring is not known: as if customers had stayed
steps as (

    select
        transitions.scheme,
        transitions.from_segment,
        coalesce(rewards.segment, transitions.from_segment) as to_segment,
        cast(transitions.probability * {{ '%.10f' | format(discount) }} as decimal(12, 10))
            as discounted_probability
    from transitions
    left join rewards
        on
            transitions.scheme = rewards.scheme
            and transitions.to_segment = rewards.segment
    where transitions.to_segment is not null

),

-- the last month first: a customer is worth this month's reward and what the next months bring,
-- V(n) = R + P V(n - 1) / (1 + d). Each product is rounded: the sum is the same in any order
values_0 as (

    select
        *,
        cast(0 as decimal(28, 8)) as expected_value
    from rewards

),
{% for month in range(1, months + 1) %}
values_{{ month }} as {{ planner_hint('by_itself') }}(

    select
        rewards.scheme,
        rewards.segment,
        rewards.reward + coalesce(
            sum(cast(steps.discounted_probability * later.expected_value as decimal(28, 8))), 0
        ) as expected_value
    from rewards
    left join steps
        on
            rewards.scheme = steps.scheme
            and rewards.segment = steps.from_segment
    left join values_{{ month - 1 }} as later
        on
            steps.scheme = later.scheme
            and steps.to_segment = later.segment
    group by rewards.scheme, rewards.segment, rewards.reward

),
{% endfor %}
valued as (

    select
        latest.scheme,
        latest.segment,
        segments.segment_rank,
        cast(latest.expected_value as {{ type_of('money') }}) as expected_value
    from values_{{ months }} as latest
    inner join {{ ref('customer_segmentation', 'int_segments') }} as segments
        on
            latest.scheme = segments.scheme
            and latest.segment = segments.segment

),

-- segments may share a rank: who slides is taken to land in the best of the next worse ones
ranked as (

    select
        scheme,
        segment_rank,
        lead(max(expected_value)) over (partition by scheme order by segment_rank) as value_below
    from valued
    group by scheme, segment_rank

),

staked as (

    select
        valued.scheme,
        valued.segment,
        valued.expected_value,
        valued.expected_value - ranked.value_below as value_of_staying
    from valued
    inner join ranked
        on
            valued.scheme = ranked.scheme
            and valued.segment_rank = ranked.segment_rank

)

select * from staked
