-- an order counts in the member and not in its months if it began in an earlier month elsewhere;
-- the months are those of the window, and so are the lines of all dimensions but the order status
with

months as (

    select
        dimension,
        member,
        sum(orders) as orders,
        sum(order_lines) as order_lines,
        sum(coalesce(units, 0)) as units,
        sum(revenue) as revenue
    from {{ ref('customer_segmentation', 'fct_sales_by_dimension_monthly') }}
    where dimension <> 'order_status'
    group by dimension, member

),

members as (

    select * from {{ ref('customer_segmentation', 'fct_sales_by_dimension') }}
    where dimension <> 'order_status'

)

select
    coalesce(members.dimension, months.dimension) as dimension,
    coalesce(members.member, months.member) as member
from members
full outer join months
    on
        members.dimension = months.dimension
        and members.member = months.member
-- totals have no months
where
    {{ 'false' if uses_totals() else 'true' }}
    and (
        months.dimension is null
        or members.dimension is null
        or months.orders > members.orders
        or months.order_lines <> members.order_lines
        or months.units <> coalesce(members.units, 0)
        or months.revenue <> members.revenue
    )
