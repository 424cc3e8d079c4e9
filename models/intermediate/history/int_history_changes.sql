{%- set totals = additive_totals() -%}
{%- set optional = totals | selectattr('is_optional') | map(attribute='name') | list -%}
{%- set of_customer = 'over (partition by order_days.customer_id, order_days.is_purchase'
    ~ ' order by order_days.ordered_on, order_days.order_id)' -%}
{%- set gap_before = dbt.datediff('previous_on', 'ordered_on', 'day') -%}
{%- set gap_after = dbt.datediff('ordered_on', 'next_on', 'day') -%}
with

days as (

    select ordered_on
    from {{ ref('customer_segmentation', 'int_orders_by_day') }}
    group by ordered_on

),

-- from which date on a day is known, lies in the earlier half of the window, and before the window
placed as (

    select
        days.ordered_on,
        min(case when dates.as_of_date >= days.ordered_on then dates.date_number end) as known_at,
        min(case when dates.recent_half_starts_on > days.ordered_on then dates.date_number end)
            as aged_at,
        min(case when dates.window_starts_on > days.ordered_on then dates.date_number end)
            as forgotten_at
    from days
    cross join {{ ref('customer_segmentation', 'int_history_dates') }} as dates
    group by days.ordered_on

),

-- several purchases of a day have no gap between them, and are one day with a purchase
orders as (

    select
        order_days.*,
        placed.known_at,
        placed.aged_at,
        placed.forgotten_at,
        lag(order_days.ordered_on) {{ of_customer }} as previous_on,
        lag(placed.forgotten_at) {{ of_customer }} as previous_forgotten_at,
        lead(order_days.ordered_on) {{ of_customer }} as next_on,
        lead(placed.known_at) {{ of_customer }} as next_known_at
    from {{ ref('customer_segmentation', 'int_orders_by_day') }} as order_days
    inner join placed
        on order_days.ordered_on = placed.ordered_on
    -- with a short look-back and long months a day can be forgotten before it is looked at
    where placed.known_at < coalesce(placed.forgotten_at, placed.known_at + 1)

),

-- what an order adds when it becomes known, it takes back when it is forgotten; a gap is known from
-- its second day on, if the first is not forgotten by then, and goes with it
changes as (

    {% for moment, direction, recent_direction, condition in [
        ('known_at', 1, 'case when aged_at <= known_at then 0 else 1 end', 'true'),
        ('aged_at', 0, -1, 'known_at < aged_at'),
        ('forgotten_at', -1, 0, 'forgotten_at is not null'),
    ] -%}
    select
        customer_id,
        {{ moment }} as date_number,
        {% for total in totals -%}
        {{ recent_direction if total.is_recent else direction }} * ({{ total.adds }})
            as {{ total.name }},
        {% endfor -%}
        {% for column in optional -%}
        case when {{ column }} is not null then {{ direction }} else 0 end as known_{{ column }},
        {% endfor -%}
        case
            when is_purchase and coalesce(previous_on < ordered_on, true) then {{ direction }}
            else 0
        end as order_days,
        {% if moment == 'known_at' -%}
        case
            when is_purchase and coalesce(previous_forgotten_at > known_at, previous_on is not null)
                then {{ gap_before }} * {{ gap_before }}
            else 0
        end as squared_gap_days,
        case when is_purchase and previous_on is null then ordered_on end as first_ordered_on,
        case when is_purchase then ordered_on end as last_ordered_on
        {%- elif moment == 'aged_at' -%}
        0 as squared_gap_days,
        null as first_ordered_on,
        null as last_ordered_on
        {%- else -%}
        case
            when is_purchase and next_known_at < forgotten_at
                then -1 * {{ gap_after }} * {{ gap_after }}
            else 0
        end as squared_gap_days,
        case when is_purchase then next_on end as first_ordered_on,
        null as last_ordered_on
        {%- endif %}
    from orders
    where {{ condition }}
    {% if not loop.last %}union all{% endif %}
    {% endfor %}

)

select * from changes
