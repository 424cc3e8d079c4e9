{#- a month is a twelfth of a year; money of later months is worth less by the discount rate -#}
{%- set months = (setting('lifetime_value_horizon_days') * 12 / 365) | round | int -%}
{%- set discount = '%.10f' | format((1 + setting('annual_discount_rate')) ** (-1 / 12)) -%}
with

transitions as (

    select * from {{ ref('customer_segmentation', 'int_segment_transitions') }}
    where to_segment is not null

),

rewards as (

    select
        scheme,
        segment,
        cast(monthly_revenue * {{ discount }} * {{ setting('margin') }} as decimal(28, 8))
            as reward
    from {{ ref('customer_segmentation', 'int_segment_rewards') }}

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
values_{{ month }} as (

    {{ value_of_a_month('values_' ~ (month - 1), discount) }}

),
{% endfor %}
valued as (

    select
        scheme,
        segment,
        cast(expected_value as {{ money_type() }}) as expected_value
    from values_{{ months }}

),

segments as (

    select * from {{ ref('customer_segmentation', 'int_segments') }}

),

-- the next worse segment that customers have been in
compared as (

    select
        valued.scheme,
        valued.segment,
        valued.expected_value,
        valued.expected_value - lead(valued.expected_value) over (
            partition by valued.scheme order by segments.segment_rank, valued.segment
        ) as value_of_staying
    from valued
    inner join segments
        on
            valued.scheme = segments.scheme
            and valued.segment = segments.segment

)

select * from compared
