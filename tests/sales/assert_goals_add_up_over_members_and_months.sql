-- to the goal of all together in each month, and each member's goals to what it has at the end
with

targets as (

    select * from {{ ref('customer_segmentation', 'fct_sales_targets') }}

),

months as (

    select
        dimension,
        month,
        sum(goal) as goal
    from targets
    group by dimension, month

),

members as (

    select
        dimension,
        member,
        sum(goal) as goal,
        max(case when extract(month from month) = 12 then goal_so_far end) as goal_of_year,
        min(goal) as smallest_goal,
        count(*) as months
    from targets
    group by dimension, member

)

select
    months.dimension,
    cast(months.month as {{ dbt.type_string() }}) as part,
    months.goal,
    totals.goal as expected_goal
from months
inner join months as totals
    on
        months.month = totals.month
        and totals.dimension = 'all'
where months.goal <> totals.goal
union all
select
    dimension,
    member as part,
    goal,
    goal_of_year as expected_goal
from members
where
    goal is distinct from goal_of_year
    or months <> 12
    or smallest_goal < -0.03
