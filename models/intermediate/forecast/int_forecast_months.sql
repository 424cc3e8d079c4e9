with

months as (

    select month_starts_on
    from {{ ref('customer_segmentation', 'int_sales_months') }}
    where is_complete_month

),

sales as (

    select
        dimension,
        member,
        cast({{ dbt.date_trunc('month', 'ordered_on') }} as date) as month_starts_on,
        sum(revenue) as revenue
    from {{ ref('customer_segmentation', 'int_sales_member_days') }}
    group by dimension, member, cast({{ dbt.date_trunc('month', 'ordered_on') }} as date)

),

-- what begins later has no zeros before
begun as (

    select
        sales.dimension,
        sales.member,
        min(sales.month_starts_on) as first_month
    from sales
    inner join months
        on sales.month_starts_on = months.month_starts_on
    group by sales.dimension, sales.member

),

filled as (

    select
        begun.dimension,
        begun.member,
        months.month_starts_on,
        {{ dbt.datediff('begun.first_month', 'months.month_starts_on', 'month') }} + 1 as position,
        cast(coalesce(sales.revenue, 0) as {{ type_of('money') }}) as revenue
    from begun
    inner join months
        on begun.first_month <= months.month_starts_on
    left join sales
        on
            begun.dimension = sales.dimension
            and begun.member = sales.member
            and months.month_starts_on = sales.month_starts_on

),

measured as (

    select
        dimension,
        member,
        month_starts_on,
        cast(position as integer) as position,
        cast(count(*) over of_series as integer) as months,
        revenue,
        revenue - lag(revenue) over (partition by dimension, member order by position) as change,
        sum(revenue) over so_far as revenue_so_far,
        sum(abs(revenue)) over so_far as size_so_far,
        position > count(*) over of_series - 12 as is_of_last_year
    from filled
    window
        of_series as (partition by dimension, member),
        so_far as (
            partition by dimension, member order by position
            rows between unbounded preceding and current row
        )

),

counted as (

    select
        *,
        count(case when is_of_last_year and revenue <> 0 then 1 end)
            over (partition by dimension, member) as months_with_sales
    from measured

),

judged as (

    select
        *,
        months >= 12 and months_with_sales >= 6 as has_enough_months,
        -- the first trial: when all methods can make one, and 24 months ago at most
        case
            when months >= 36 then greatest(24, months - 24)
            when months >= 24 then 12
            else 6
        end as first_origin
    from counted

)

select * from judged
