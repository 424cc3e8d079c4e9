with

as_of_dates as (

    select
        *,
        cast({{ dbt.date_trunc('week', 'greatest(window_starts_on, first_line_on)') }} as date)
            as first_week
    from {{ ref('customer_segmentation', 'int_as_of_dates') }}
    -- the dates that come with totals are not those of lines
    where {{ 'false' if uses_totals() else 'first_line_on is not null' }}

),

numbers as (

    {{ whole_numbers(5) }}

),

begun as (

    select
        as_of_dates.*,
        cast({{ dbt.dateadd('day', '7 * numbers.number', 'as_of_dates.first_week') }} as date)
            as week_starts_on
    from as_of_dates
    inner join numbers
        on
            7 * numbers.number
            <= {{ dbt.datediff('as_of_dates.first_week', 'as_of_dates.as_of_date', 'day') }}

),

weeks as (

    select begun.week_starts_on
    from begun
    where {{ is_complete('week', 'begun.week_starts_on', 'begun') }}

),

sales as (

    select
        dimension,
        member,
        cast({{ dbt.date_trunc('week', 'ordered_on') }} as date) as week_starts_on,
        sum(revenue) as revenue
    from {{ ref('customer_segmentation', 'int_sales_member_days') }}
    group by dimension, member, cast({{ dbt.date_trunc('week', 'ordered_on') }} as date)

),

members as (

    select
        sales.dimension,
        sales.member,
        min(sales.week_starts_on) as first_week
    from sales
    inner join weeks
        on sales.week_starts_on = weeks.week_starts_on
    group by sales.dimension, sales.member

),

filled as (

    select
        members.dimension,
        members.member,
        weeks.week_starts_on,
        cast(coalesce(sales.revenue, 0) as {{ type_of('money') }}) as revenue
    from members
    inner join weeks
        on members.first_week <= weeks.week_starts_on
    left join sales
        on
            members.dimension = sales.dimension
            and members.member = sales.member
            and weeks.week_starts_on = sales.week_starts_on

),

measured as (

    select
        *,
        row_number() over of_series as position,
        count(*) over (partition by dimension, member) as weeks,
        count(case when revenue <> 0 then 1 end) over (
            partition by dimension, member order by week_starts_on
            rows between 26 preceding and 1 preceding
        ) as weeks_with_sales
        {%- for name, first, last in [('level', 8, 1), ('year_ago', 54, 50),
            ('year_ago_level', 60, 53)] %},
        sum(revenue) over (
            partition by dimension, member order by week_starts_on
            rows between {{ first }} preceding and {{ last }} preceding
        ) as {{ name }}_sum
        {%- endfor %},
        sum(abs(revenue)) over (
            partition by dimension, member order by week_starts_on
            rows between 8 preceding and 1 preceding
        ) as size_sum
    from filled
    window of_series as (partition by dimension, member order by week_starts_on)

)

select * from measured
