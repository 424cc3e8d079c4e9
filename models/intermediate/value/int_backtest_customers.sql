with

dates as (

    select
        *,
        least(365, {{ dbt.datediff('starts_on', 'ends_on', 'day') }} + 1) as days_before
    from {{ ref('customer_segmentation', 'int_fit_dates') }}
    where fit = 'calibration'

),

summaries as (

    select * from {{ ref('customer_segmentation', 'int_purchase_summaries') }}

),

-- whom the calibration knew: what has come since, and what would have if the year repeated itself
repeated as (

    select
        customers.customer_id,
        case
            when known.frequency < 3 then cast(known.frequency as {{ dbt.type_string() }})
            when known.frequency < 5 then '3-4'
            when known.frequency < 10 then '5-9'
            else '10+'
        end as frequency_bucket,
        segments.segment,
        customers.expected_orders as predicted_orders,
        customers.expected_revenue as predicted_revenue,
        ended.frequency - known.frequency as actual_orders,
        cast(ended.revenue - known.revenue as decimal(28, 6)) as actual_revenue,
        {{ ratio(
            'cast(known.revenue_of_year as decimal(28, 6)) * dates.horizon_days',
            'dates.days_before', 6, 28
        ) }} as repeated_revenue
    from {{ ref('customer_segmentation', 'int_customer_values') }} as customers
    inner join dates
        on customers.fit = dates.fit
    inner join summaries as known
        on
            customers.customer_id = known.customer_id
            and customers.fit = known.fit
    inner join summaries as ended
        on customers.customer_id = ended.customer_id
    left join {{ ref('customer_segmentation', 'int_history_segmented') }} as segments
        on
            customers.customer_id = segments.customer_id
            and dates.ends_on = segments.as_of_date
            and segments.scheme = 'rfm'
    where ended.fit = 'current'

),

-- everybody repeats what the segment repeats on average
grouped as (

    select
        *,
        sum(repeated_revenue) over (partition by coalesce(segment, frequency_bucket))
            as repeated_by_group,
        count(*) over (partition by coalesce(segment, frequency_bucket)) as customers_of_group
    from repeated

),

averaged as (

    select
        *,
        {{ ratio('repeated_by_group', 'customers_of_group', 6, 28) }} as averaged_revenue
    from grouped

)

select * from averaged
