with

named as (

    select
        sales.dimension,
        coalesce(names.member, sales.member) as member,
        coalesce(names.member_name, sales.member) as member_name,
        names.member_order,
        sales.orders,
        sales.order_lines,
        sales.customers,
        sales.units,
        sales.revenue,
        sum(greatest(sales.revenue, 0)) over (partition by sales.dimension) as positive_revenue
    from {{ ref('customer_segmentation', 'int_sales_by_member') }} as sales
    left join {{ ref('customer_segmentation', 'int_member_names') }} as names
        on
            sales.dimension = names.dimension
            and sales.member = names.code
    -- of the window as a whole
    where sales.month_starts_on is null

),

ranked as (

    select
        dimension,
        member,
        member_name,
        member_order,
        orders,
        order_lines,
        customers,
        units,
        revenue,
        {{ ratio('revenue', 'orders', setting('amount_decimals')) }} as average_order_value,
        {{ ratio('greatest(revenue, 0)', 'positive_revenue') }} as revenue_share,
        cast(rank() over (partition by dimension order by revenue desc) as integer)
            as revenue_rank
    from named

)

select * from ranked
