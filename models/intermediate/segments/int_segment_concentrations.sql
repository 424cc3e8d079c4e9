with

customers as (

    select * from {{ ref('customer_segmentation', 'int_customers_segmented') }}

),

ranked as (

    select
        scheme,
        segment,
        revenue,
        row_number() over (
            partition by scheme, segment
            order by revenue desc, customer_id asc
        ) as revenue_rank
    from customers

),

concentrated as (

    select
        scheme,
        segment,
        max(revenue) as largest_customer_revenue,
        sum(case when revenue_rank <= 5 then revenue end) as largest_five_revenue,
        {{ gini('greatest(revenue, 0)', 'revenue_rank') }} as revenue_gini
    from ranked
    group by scheme, segment

)

select * from concentrated
