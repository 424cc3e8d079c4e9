{#
    the value of each segment with one month more to come: the reward of the month, and the
    discounted value of the segments that its customers are in afterwards. Each product is rounded,
    so that the sum does not depend on the order it is added in
#}
{% macro value_of_a_month(later_values) -%}
    select
        rewards.scheme,
        rewards.segment,
        rewards.reward + coalesce(
            sum(cast(
                transitions.discounted_probability * later.expected_value as decimal(28, 8)
            )), 0
        ) as expected_value
    from rewards
    left join transitions
        on
            rewards.scheme = transitions.scheme
            and rewards.segment = transitions.from_segment
    left join {{ later_values }} as later
        on
            transitions.scheme = later.scheme
            and transitions.to_segment = later.segment
    group by rewards.scheme, rewards.segment, rewards.reward
{%- endmacro %}
