with

-- all of the orders: what was in the window then may lie before that of today
customer_months as (

    select
        customer_id,
        cast({{ dbt.date_trunc('month', 'ordered_on') }} as date) as month_starts_on,
        sum(revenue) as revenue
    from {{ ref('customer_segmentation', 'int_orders_by_day') }}
    group by customer_id, cast({{ dbt.date_trunc('month', 'ordered_on') }} as date)

),

-- a month end with one after it: where the customer is then, or out of the window, and what the
-- customer has brought by then
counted as (

    select
        history.scheme,
        history.segment as from_segment,
        history.next_segment as to_segment,
        count(*) as steps,
        coalesce(sum(customer_months.revenue), 0) as revenue
    from {{ ref('customer_segmentation', 'int_segment_history') }} as history
    left join customer_months
        on
            history.customer_id = customer_months.customer_id
            and history.next_month = customer_months.month_starts_on
    where history.next_month is not null
    group by history.scheme, history.segment, history.next_segment

),

shared as (

    select
        scheme,
        from_segment,
        to_segment,
        {{ ratio('steps', 'sum(steps) over from_here', 10) }} as probability,
        {{ ratio(
            'cast(sum(revenue) over from_here as ' ~ type_of('money') ~ ')',
            'sum(steps) over from_here', 8, 28
        ) }} as monthly_revenue
    from counted
    window from_here as (partition by scheme, from_segment)

)

select * from shared
