with

history as (

    select * from {{ ref('customer_segmentation', 'int_segment_history') }}
    where next_month is not null

),

order_days as (

    select * from {{ ref('customer_segmentation', 'int_orders_by_day') }}

),

-- all of the orders: what was in the window then may lie before that of today
customer_months as (

    select
        customer_id,
        cast({{ dbt.date_trunc('month', 'ordered_on') }} as date) as month_starts_on,
        sum(revenue) as revenue
    from order_days
    group by customer_id, cast({{ dbt.date_trunc('month', 'ordered_on') }} as date)

),

rewarded as (

    select
        history.scheme,
        history.segment,
        count(*) as customer_months,
        cast(coalesce(sum(customer_months.revenue), 0) as {{ type_of('money') }}) as revenue
    from history
    left join customer_months
        on
            history.customer_id = customer_months.customer_id
            and history.next_month = customer_months.month_starts_on
    group by history.scheme, history.segment

),

averaged as (

    select
        scheme,
        segment,
        customer_months,
        revenue,
        {{ ratio('revenue', 'customer_months', 8, 28) }} as monthly_revenue
    from rewarded

)

select * from averaged
