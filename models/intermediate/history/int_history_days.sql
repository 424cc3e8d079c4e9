{%- set moments = {
    'known_at': 'dates.as_of_date >= order_days.ordered_on',
    'aged_at': 'dates.recent_half_starts_on > order_days.ordered_on',
    'forgotten_at': 'dates.window_starts_on > order_days.ordered_on',
} -%}
with

order_days as (

    select ordered_on
    from {{ ref('customer_segmentation', 'int_orders_by_day') }}
    group by ordered_on

),

dates as (

    select * from {{ ref('customer_segmentation', 'int_history_dates') }}

),

placed as (

    select
        order_days.ordered_on,
    {% for moment, condition in moments.items() -%}
    min(case when {{ condition }} then dates.date_number end)
        as {{ moment }}{% if not loop.last %},{% endif %}
    {% endfor %}
    from order_days
    cross join dates
    group by order_days.ordered_on

),

-- with a short look-back and long months a day can be forgotten before it is looked at
seen as (

    select * from placed
    where known_at < coalesce(forgotten_at, known_at + 1)

)

select * from seen
