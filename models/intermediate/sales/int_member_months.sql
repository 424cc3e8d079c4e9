with

months as (

    select
        month_starts_on,
        is_complete_month,
        lag(is_complete_month) over (order by month_starts_on) as is_previous_month_complete,
        lag(is_complete_month, 12) over (order by month_starts_on) as is_year_ago_complete
    from {{ ref('customer_segmentation', 'int_sales_months') }}

),

sales as (

    select *
    from {{ ref('customer_segmentation', 'int_sales_by_member') }}
    where month_starts_on is not null

),

members as (

    select
        dimension,
        member,
        min(month_starts_on) as first_month
    from sales
    group by dimension, member

),

-- from its first month on a member has every month, so that what is no longer sold is a fall
filled as (

    select
        members.dimension,
        members.member,
        months.*,
        coalesce(sales.orders, 0) as orders,
        coalesce(sales.order_lines, 0) as order_lines,
        coalesce(sales.customers, 0) as customers,
        case when sales.order_lines is null then 0 else sales.units end as units,
        coalesce(sales.revenue, 0) as revenue,
        sales.purchases,
        sales.costed_purchases,
        sales.costed_revenue,
        sales.cost
    from members
    inner join months
        on members.first_month <= months.month_starts_on
    left join sales
        on
            members.dimension = sales.dimension
            and members.member = sales.member
            and months.month_starts_on = sales.month_starts_on

)

select * from filled
