-- what brings the money: all members of short dimensions, the ten largest countries
with

members as (

    select
        dimension,
        member,
        member_name,
        member_order,
        revenue,
        orders,
        customers,
        average_order_value,
        revenue_share,
        revenue_rank,
        count(*) over (partition by dimension) as members,
        row_number() over (partition by dimension order by revenue_rank, member) as place
    from fct_sales_by_dimension
    where dimension in ('product_line', 'country', 'deal_size', 'order_status')

)

select
    dimension,
    member,
    member_name,
    member_order,
    revenue,
    orders,
    customers,
    average_order_value,
    revenue_share,
    members
from members
where place <= case when dimension = 'country' then 10 else 20 end
order by
    dimension,
    case when dimension = 'deal_size' then member_order end,
    place
