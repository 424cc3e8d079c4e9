{%- set growth = setting('growth_target') -%}
{%- set money = type_of('money') -%}
with

last_months as (

    select max(month_starts_on) as last_month
    from {{ ref('customer_segmentation', 'int_sales_months') }}
    where is_complete_month

),

-- the calendar year of the month that isn't over
years as (

    select
        cast(
            {{ dbt.date_trunc('year', dbt.dateadd('month', 1, 'last_month')) }} as date
        ) as year_starts_on
    from last_months
    where {{ 'false' if growth is none else 'last_month is not null' }}

),

-- whole calendar years before it
months as (

    select
        all_months.month,
        all_months.revenue,
        extract(month from all_months.month) as month_number,
        extract(year from all_months.month) as year_number,
        count(*) over (partition by extract(year from all_months.month)) as months_of_year,
        years.year_starts_on
    from {{ ref('customer_segmentation', 'int_target_members') }} as all_months
    inner join years
        on all_months.month < years.year_starts_on
    where all_months.dimension = 'all'

),

seasons as (

    select
        month_number,
        year_starts_on,
        sum(greatest(revenue, 0)) as weight,
        sum(
            case when year_number = extract(year from year_starts_on) - 1 then revenue end
        ) as last_year_revenue
    from months
    where months_of_year = 12
    group by month_number, year_starts_on

),

season_parts as (

    select
        cast(
            {{ dbt.dateadd('month', 'cast(month_number as integer) - 1', 'year_starts_on') }}
            as date
        ) as month,
        cast(sum(weight) over (order by month_number) as {{ money }}) as weight_so_far,
        cast(sum(weight) over () as {{ money }}) as all_weight,
        cast(
            sum(last_year_revenue) over () * (1 + {{ '%.6f' | format(growth or 0) }})
            as {{ money }}
        ) as goal
    from seasons

),

members as (

    select
        dimension,
        member,
        case when sum(weight) over (partition by dimension) > 0 then weight else 1 end as weight
    from {{ ref('customer_segmentation', 'int_target_members') }}
    group by dimension, member, weight

),

member_parts as (

    select
        dimension,
        member,
        cast(sum(weight) over (partition by dimension order by member) as {{ money }})
            as weight_so_far,
        cast(sum(weight) over (partition by dimension) as {{ money }}) as all_weight
    from members

),

-- of the goal up to a member and a month, cents are cut once: differences add up both ways
cumulated as (

    select
        member_parts.dimension,
        member_parts.member,
        season_parts.month,
        {{ ratio(
            'cast(' ~ ratio(
                'cast(season_parts.goal as decimal(19, 6)) * member_parts.weight_so_far',
                'member_parts.all_weight', 6, 28
            ) ~ ' as decimal(19, 6)) * season_parts.weight_so_far',
            'season_parts.all_weight', setting('amount_decimals')
        ) }} as goal_up_to
    from member_parts
    cross join season_parts
    where season_parts.goal > 0

)

select * from cumulated
