with

{% set of_customer = 'over (partition by positions.customer_id order by positions.as_of_date)' -%}
ordered as (

    select
        dates.month,
        dates.previous_as_of_date,
        dates.next_as_of_date,
        dates.next_month,
        positions.as_of_date,
        positions.customer_id,
        positions.position,
        positions.recency_score,
        positions.frequency_score,
        positions.monetary_score,
        positions.revenue,
        lag(positions.as_of_date) {{ of_customer }} as seen_before_on,
        lag(positions.position) {{ of_customer }} as position_before,
        lag(positions.revenue) {{ of_customer }} as revenue_before,
        lead(positions.as_of_date) {{ of_customer }} as seen_next_on,
        lead(positions.position) {{ of_customer }} as position_next
    from {{ ref('customer_segmentation', 'int_history_positions') }} as positions
    inner join {{ ref('customer_segmentation', 'int_history_dates') }} as dates
        on positions.as_of_date = dates.as_of_date
    where dates.is_month_end

),

-- with a look-back a customer can drop out and come back: then the month before has no position
neighboured as (

    {% set was_there = 'seen_before_on = previous_as_of_date' -%}
    select
        as_of_date,
        month,
        next_as_of_date,
        next_month,
        customer_id,
        position,
        case when {{ was_there }} then position_before end as previous_position,
        case when seen_next_on = next_as_of_date then position_next end as next_position,
        recency_score,
        frequency_score,
        monetary_score,
        revenue,
        case when {{ was_there }} then revenue_before end as previous_revenue,
        previous_as_of_date is null as is_first_month
    from ordered

)

select * from neighboured
