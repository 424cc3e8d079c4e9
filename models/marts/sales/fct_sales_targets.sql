{%- set money = type_of('money') -%}
with

months as (

    select
        month_starts_on,
        is_complete_month
    from {{ ref('customer_segmentation', 'int_sales_months') }}

),

sales as (

    select * from {{ ref('customer_segmentation', 'int_target_members') }}

),

split_by_member as (

    select
        *,
        goal_up_to - coalesce(
            lag(goal_up_to) over (partition by dimension, month order by member), 0
        ) as member_goal_up_to
    from {{ ref('customer_segmentation', 'int_target_goals') }}

),

split_by_month as (

    select
        dimension,
        member,
        month,
        member_goal_up_to,
        member_goal_up_to - coalesce(
            lag(member_goal_up_to) over (partition by dimension, member order by month), 0
        ) as goal
    from split_by_member

),

-- a month that hasn't begun has no revenue, one in which nothing was sold has none of zero
compared as (

    select
        goals.dimension,
        goals.member,
        goals.month,
        goals.goal,
        goals.member_goal_up_to as goal_so_far,
        case when months.month_starts_on is not null then coalesce(sales.revenue, 0) end
            as revenue,
        coalesce(months.is_complete_month, false) as is_complete_month
    from split_by_month as goals
    left join months
        on goals.month = months.month_starts_on
    left join sales
        on
            goals.dimension = sales.dimension
            and goals.member = sales.member
            and goals.month = sales.month

),

summed as (

    select
        *,
        case
            when is_complete_month
                then sum(revenue) over (
                    partition by dimension, member order by month
                    rows between unbounded preceding and current row
                )
        end as revenue_so_far
    from compared

),

paced as (

    select
        dimension,
        member,
        cast(goal as {{ money }}) as goal,
        cast(revenue as {{ money }}) as revenue,
        cast(goal_so_far as {{ money }}) as goal_so_far,
        cast(revenue_so_far as {{ money }}) as revenue_so_far,
        {{ ratio('revenue_so_far', 'goal_so_far') }} as pace,
        is_complete_month,
        month
    from summed

)

select * from paced
