with

customers as (

    select *
    from {{ ref('customer_segmentation', 'int_customer_values') }}
    where fit = 'calibration'

),

segments as (

    select *
    from {{ ref('customer_segmentation', 'int_history_segmented') }}
    where scheme = 'rfm'

),

actuals as (

    select * from {{ ref('customer_segmentation', 'int_backtest_actuals') }}

),

repeated as (

    select
        customers.customer_id,
        {{ frequency_bucket('customers.frequency') }} as frequency_bucket,
        segments.segment,
        customers.expected_orders as predicted_orders,
        customers.expected_revenue as predicted_revenue,
        actuals.actual_orders,
        actuals.actual_revenue,
        {{ ratio(
            'actuals.revenue_before * actuals.horizon_days', 'actuals.days_before', 6, 28
        ) }} as repeated_revenue
    from customers
    inner join actuals
        on customers.customer_id = actuals.customer_id
    left join segments
        on
            customers.customer_id = segments.customer_id
            and actuals.ends_on = segments.as_of_date

),

-- everybody repeats what the segment repeats on average
averaged as (

    select
        *,
        sum(repeated_revenue) over (partition by coalesce(segment, frequency_bucket))
            as repeated_by_group,
        count(*) over (partition by coalesce(segment, frequency_bucket)) as customers_of_group
    from repeated

),

compared as (

    select
        customer_id,
        frequency_bucket,
        segment,
        predicted_orders,
        cast(actual_orders as integer) as actual_orders,
        predicted_revenue,
        cast(actual_revenue as decimal(28, 6)) as actual_revenue,
        repeated_revenue,
        {{ ratio('repeated_by_group', 'customers_of_group', 6, 28) }} as averaged_revenue
    from averaged

)

select * from compared
