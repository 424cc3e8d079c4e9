{#- money of later months is worth less by the discount rate -#}
{%- set months = whole_months(setting('lifetime_value_horizon_days')) -%}
{%- set discount = (1 + setting('annual_discount_rate')) ** (-1 / 12) -%}
with

-- a month end with one after it: where customers are then, or out of the window, and what they
-- have brought by then
moves as (

    select
        scheme,
        segment,
        next_segment,
        sum(customers) as customers,
        coalesce(sum(next_month_revenue), 0) as revenue
    from {{ ref('customer_segmentation', 'int_month_end_moves') }}
    where next_month is not null
    group by scheme, segment, next_segment

),

rewards as (

    select
        scheme,
        segment,
        sum(customers) as customers,
        cast(
            {{ ratio('cast(sum(revenue) as ' ~ type_of('money') ~ ')', 'sum(customers)', 8, 28) }}
            * {{ '%.10f' | format(discount * setting('margin')) }} as decimal(28, 8)
        ) as reward
    from moves
    group by scheme, segment

),

-- what a segment of the latest month alone will bring is not known: as if customers had stayed
steps as (

    select
        moves.scheme,
        moves.segment,
        coalesce(later.segment, moves.segment) as next_segment,
        cast(
            {{ ratio('moves.customers', 'rewards.customers', 10) }}
            * {{ '%.10f' | format(discount) }} as decimal(12, 10)
        ) as discounted_probability
    from moves
    inner join rewards
        on
            moves.scheme = rewards.scheme
            and moves.segment = rewards.segment
    left join rewards as later
        on
            moves.scheme = later.scheme
            and moves.next_segment = later.segment
    where moves.next_segment is not null

),

-- the last month first: a customer is worth this month's reward and what the next months bring,
-- V(n) = R + P V(n - 1) / (1 + d). Each product is rounded: the sum is the same in any order
values_0 as (

    select
        scheme,
        segment,
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
            and rewards.segment = steps.segment
    left join values_{{ month - 1 }} as later
        on
            steps.scheme = later.scheme
            and steps.next_segment = later.segment
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

)

select * from valued
