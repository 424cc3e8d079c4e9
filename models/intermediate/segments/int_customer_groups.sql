with

order_days as (

    select * from {{ ref('customer_segmentation', 'int_orders_by_day') }}

),

as_of_dates as (

    select * from {{ ref('customer_segmentation', 'int_as_of_dates') }}

),

attributes as (

    select * from {{ ref('customer_segmentation', 'stg_segmentation__customers') }}

),

-- who has not bought in the look-back window has no segment today, but had one in the history
bygone as (

    select order_days.customer_id
    from order_days
    inner join as_of_dates
        on
            order_days.ordered_on < as_of_dates.window_starts_on
            and order_days.ordered_on <= as_of_dates.as_of_date
    where
        order_days.is_purchase
        and {{ 'true' if has_customer_groups() else 'false' }}
    group by order_days.customer_id

),

combined as (

    select
        customer_group,
        revenue
    from {{ ref('customer_segmentation', 'int_customers_grouped') }}
    union all
    select
        coalesce(attributes.customer_group, 'unknown') as customer_group,
        null as revenue
    from bygone
    left join attributes
        on bygone.customer_id = attributes.customer_id

),

grouped as (

    select
        customer_group,
        sum(revenue) as revenue
    from combined
    group by customer_group

)

select * from grouped
