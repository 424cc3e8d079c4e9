{%- set gap = dbt.datediff('ordered_on', 'next_on', 'day') -%}
with

days as (

    select * from {{ ref('customer_segmentation', 'int_history_days') }}

),

purchase_days as (

    select
        order_days.customer_id,
        order_days.ordered_on,
        days.known_at,
        days.forgotten_at,
        row_number() over (
            partition by order_days.customer_id order by order_days.ordered_on
        ) = 1 as is_first,
        lead(order_days.ordered_on) over (
            partition by order_days.customer_id order by order_days.ordered_on
        ) as next_on,
        lead(days.known_at) over (
            partition by order_days.customer_id order by order_days.ordered_on
        ) as next_known_at
    from {{ ref('customer_segmentation', 'int_orders_by_day') }} as order_days
    inner join days
        on order_days.ordered_on = days.ordered_on
    where order_days.is_purchase
    group by
        order_days.customer_id, order_days.ordered_on, days.known_at, days.forgotten_at

),

-- a gap is known from its second day on, and goes when the first is forgotten
events as (

    select
        customer_id,
        known_at as date_number,
        1 as order_days,
        0 as squared_gap_days,
        case when is_first then ordered_on end as first_ordered_on,
        ordered_on as last_ordered_on
    from purchase_days
    union all
    select
        customer_id,
        next_known_at as date_number,
        0 as order_days,
        {{ gap }} * {{ gap }} as squared_gap_days,
        null as first_ordered_on,
        null as last_ordered_on
    from purchase_days
    where next_known_at < coalesce(forgotten_at, next_known_at + 1)
    union all
    select
        customer_id,
        forgotten_at as date_number,
        -1 as order_days,
        case when next_known_at < forgotten_at then -1 * {{ gap }} * {{ gap }} else 0 end
            as squared_gap_days,
        next_on as first_ordered_on,
        null as last_ordered_on
    from purchase_days
    where forgotten_at is not null

),

changes as (

    select
        customer_id,
        date_number,
        sum(order_days) as order_days,
        sum(squared_gap_days) as squared_gap_days,
        max(first_ordered_on) as first_ordered_on,
        max(last_ordered_on) as last_ordered_on
    from events
    group by customer_id, date_number

)

select * from changes
