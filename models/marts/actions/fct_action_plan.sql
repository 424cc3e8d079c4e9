{%- set weeks = plan_weeks() -%}
with

queued as (

    select * from {{ ref('customer_segmentation', 'int_actions_queued') }}

),

-- a week ends with the last action that fits into it whole, and the next begins behind that
ends_0 as (

    select
        owner,
        longest_hours,
        cast(0 as decimal(38, 3)) as end_0
    from queued
    group by owner, longest_hours

),
{% for week in range(1, weeks + 1) %}
{% set earlier = [] -%}
{% for number in range(week) %}{% do earlier.append('ends.end_' ~ number) %}{% endfor -%}
ends_{{ week }} as (

    select
        ends.owner,
        ends.longest_hours,
        {{ earlier | join(', ') }},
        coalesce(max(queued.hours_so_far), ends.end_{{ week - 1 }}) as end_{{ week }}
    from ends_{{ week - 1 }} as ends
    left join queued
        on
            ends.owner = queued.owner
            and ends.longest_hours = queued.longest_hours
            and ends.end_{{ week - 1 }} + queued.hours_a_week >= queued.hours_so_far
    group by ends.owner, ends.longest_hours, {{ earlier | join(', ') }}

),
{% endfor %}
fitted as (

    select
        queued.*,
        case
            {%- for week in range(1, weeks + 1) %}
            when queued.hours_so_far <= ends.end_{{ week }} then {{ week }}
            {%- endfor %}
        end as week_number
    from queued
    inner join ends_{{ weeks }} as ends
        on
            queued.owner = ends.owner
            and queued.longest_hours = ends.longest_hours
            and queued.hours_so_far <= ends.end_{{ weeks }}

),

-- the queue with the higher gain
compared as (

    select
        owner,
        longest_hours,
        row_number() over (
            partition by owner order by sum(expected_gain) desc, longest_hours desc
        ) as place
    from fitted
    group by owner, longest_hours

),

planned as (

    select
        fitted.owner,
        cast({{ dbt.dateadd(
            'day', '7 * fitted.week_number', dbt.date_trunc('week', 'fitted.as_of_date')
        ) }} as date) as week,
        cast(row_number() over (
            partition by fitted.owner, fitted.week_number order by fitted.hours_so_far
        ) as integer) as rank,
        fitted.customer_id,
        fitted.scheme,
        fitted.segment,
        fitted.action,
        fitted.channel,
        fitted.effort_hours as hours,
        fitted.expected_gain,
        fitted.expected_gain_reason,
        fitted.as_of_date
    from fitted
    inner join compared
        on
            fitted.owner = compared.owner
            and fitted.longest_hours = compared.longest_hours
    where compared.place = 1

)

select * from planned
