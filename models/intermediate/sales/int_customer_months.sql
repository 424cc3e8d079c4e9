with

order_days as (

    select order_days.*
    from {{ ref('customer_segmentation', 'int_orders_in_window') }} as order_days
    inner join {{ ref('customer_segmentation', 'int_customers_measured') }} as buyers
        on order_days.customer_id = buyers.customer_id

),

dated as (

    select
        customer_id,
        cast({{ dbt.date_trunc('month', 'ordered_on') }} as date) as month_starts_on,
        order_lines,
        units,
        revenue,
        refunds,
        is_purchase
    from order_days

),

grouped as (

    select
        customer_id,
        month_starts_on,
        count(case when is_purchase then 1 end) as orders,
        cast(sum(order_lines) as bigint) as order_lines,
        cast(sum(units) as {{ type_of('quantity') }}) as units,
        cast(sum(revenue) as {{ type_of('money') }}) as revenue,
        cast(sum(refunds) as {{ type_of('money') }}) as refunds,
        max(case when is_purchase then 1 else 0 end) = 1 as is_buyer
    from dated
    group by customer_id, month_starts_on

)

select * from grouped
