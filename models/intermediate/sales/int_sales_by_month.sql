with

months as (

    select * from {{ ref('customer_segmentation', 'int_sales_months') }}

),

customer_months as (

    select
        *,
        case
            when is_buyer
                then row_number() over (partition by customer_id, is_buyer order by month_starts_on)
        end as buying_month
    from {{ ref('customer_segmentation', 'int_customer_months') }}

),

grouped as (

    select
        month_starts_on,
        sum(orders) as orders,
        sum(order_lines) as order_lines,
        count(buying_month) as customers,
        count(case when buying_month = 1 then 1 end) as new_customers,
        sum(units) as units,
        sum(revenue) as revenue,
        sum(refunds) as refunds
    from customer_months
    group by month_starts_on

),

filled as (

    select
        months.month_starts_on,
        months.month_number,
        months.is_complete_month,
        cast(coalesce(grouped.orders, 0) as bigint) as orders,
        cast(coalesce(grouped.order_lines, 0) as bigint) as order_lines,
        coalesce(grouped.customers, 0) as customers,
        coalesce(grouped.new_customers, 0) as new_customers,
        -- where nothing was sold there are no units; where lines lack a quantity nobody knows
        cast(
            case when grouped.order_lines is null then 0 else grouped.units end
            as {{ type_of('quantity') }}
        ) as units,
        cast(coalesce(grouped.revenue, 0) as {{ type_of('money') }}) as revenue,
        cast(coalesce(grouped.refunds, 0) as {{ type_of('money') }}) as refunds
    from months
    left join grouped
        on months.month_starts_on = grouped.month_starts_on

)

select * from filled
