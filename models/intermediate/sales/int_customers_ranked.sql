with

customers as (

    select * from {{ ref('customer_segmentation', 'int_customers_totalled') }}

),

ranked as (

    select
        customer_id,
        revenue,
        row_number() over (order by revenue desc, customer_id asc) as revenue_rank,
        sum(revenue) over (
            order by revenue desc, customer_id asc
            rows between unbounded preceding and current row
        ) as cumulative_revenue,
        sum(greatest(revenue, 0)) over (
            order by revenue desc, customer_id asc
            rows between unbounded preceding and current row
        ) as cumulative_positive_revenue,
        sum(revenue) over () as all_revenue,
        sum(greatest(revenue, 0)) over () as positive_revenue
    from customers

)

select * from ranked
