{#- a month is a twelfth of a year; money of later months is worth less by the discount rate -#}
{%- set months = [(setting('lifetime_value_horizon_days') * 12 / 365) | round | int, 1] | max -%}
{%- set discount = (1 + setting('annual_discount_rate')) ** (-1 / 12) -%}
with

rewards as (

    select
        scheme,
        segment,
        cast(
            monthly_revenue * {{ '%.10f' | format(discount * setting('margin')) }}
            as decimal(28, 8)
        ) as reward
    from {{ ref('customer_segmentation', 'int_segment_rewards') }}

),

-- what a segment of the latest month alone will bring is not known: as if customers had stayed
transitions as (

    select
        transitions.scheme,
        transitions.from_segment,
        coalesce(rewards.segment, transitions.from_segment) as to_segment,
        cast(transitions.probability * {{ '%.10f' | format(discount) }} as decimal(12, 10))
            as discounted_probability
    from {{ ref('customer_segmentation', 'int_segment_transitions') }} as transitions
    left join rewards
        on
            transitions.scheme = rewards.scheme
            and transitions.to_segment = rewards.segment
    where transitions.to_segment is not null

),

-- the last month first: a customer is worth this month's reward and what the next months bring
values_0 as (

    select
        scheme,
        segment,
        cast(0 as decimal(28, 8)) as expected_value
    from rewards

),
{% for month in range(1, months + 1) %}
values_{{ month }} as {{ planner_hint('by_itself') }}(

    {{ value_of_a_month('values_' ~ (month - 1)) }}

),
{% endfor %}
valued as (

    select
        scheme,
        segment,
        cast(expected_value as {{ type_of('money') }}) as expected_value
    from values_{{ months }}

)

select * from valued
