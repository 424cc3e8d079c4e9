{%- set sums = ['order_lines', 'refund_lines', 'units', 'revenue', 'refunds'] -%}
{%- set days = "ref('customer_segmentation', 'int_history_days')" -%}
with

order_days as (

    select * from {{ ref('customer_segmentation', 'int_orders_by_day') }}

),

days as (

    select * from {{ ref('customer_segmentation', 'int_history_days') }}

),

-- what an order adds when it becomes known, it takes back when it is forgotten
steps as (

    select
        ordered_on,
        known_at as date_number,
        1 as direction,
        case when aged_at <= known_at then 0 else 1 end as recent_direction
    from days
    union all
    select
        ordered_on,
        aged_at as date_number,
        0 as direction,
        -1 as recent_direction
    from days
    where known_at < aged_at
    union all
    select
        ordered_on,
        forgotten_at as date_number,
        -1 as direction,
        0 as recent_direction
    from days
    where forgotten_at is not null

),

order_changes as (

    select
        order_days.customer_id,
        steps.date_number,
        {% for column in sums -%}
        sum(steps.direction * order_days.{{ column }}) as {{ column }},
        {% endfor -%}
        sum(case when order_days.units is not null then steps.direction end) as known_units,
        sum(steps.recent_direction * order_days.revenue) as recent_revenue,
        sum(case when order_days.is_purchase then steps.direction end) as orders,
        sum(case when order_days.is_purchase then steps.recent_direction end) as recent_orders
    from order_days
    inner join steps
        on order_days.ordered_on = steps.ordered_on
    group by order_days.customer_id, steps.date_number

)

select * from order_changes
