{%- set totals = additive_totals() -%}
{%- set optional = totals | selectattr('is_optional') | map(attribute='name') | list -%}
{%- set of_rhythm = ['order_days', 'squared_gap_days', 'first_ordered_on', 'last_ordered_on'] -%}
{%- set gap_before = dbt.datediff('previous_on', 'ordered_on', 'day') -%}
{%- set gap_after = dbt.datediff('ordered_on', 'next_on', 'day') -%}
{%- set of_days = 'over (partition by order_days.customer_id order by order_days.ordered_on)' -%}
with

days as (

    select * from {{ ref('customer_segmentation', 'int_history_days') }}

),

-- what an order adds when it becomes known, it takes back when it is forgotten
steps as (

    {% for moment, direction, recent_direction, condition in [
        ('known_at', 1, 'case when aged_at <= known_at then 0 else 1 end', 'true'),
        ('aged_at', 0, -1, 'known_at < aged_at'),
        ('forgotten_at', -1, 0, 'forgotten_at is not null'),
    ] -%}
    select
        ordered_on,
        {{ moment }} as date_number,
        {{ direction }} as direction,
        {{ recent_direction }} as recent_direction
    from days
    where {{ condition }}
    {% if not loop.last %}union all{% endif %}
    {% endfor %}

),

purchase_days as (

    select
        order_days.customer_id,
        order_days.ordered_on,
        days.known_at,
        days.forgotten_at,
        lag(order_days.ordered_on) {{ of_days }} as previous_on,
        lag(days.forgotten_at) {{ of_days }} as previous_forgotten_at,
        lead(order_days.ordered_on) {{ of_days }} as next_on,
        lead(days.known_at) {{ of_days }} as next_known_at
    from {{ ref('customer_segmentation', 'int_orders_by_day') }} as order_days
    inner join days
        on order_days.ordered_on = days.ordered_on
    where order_days.is_purchase
    group by order_days.customer_id, order_days.ordered_on, days.known_at, days.forgotten_at

),

-- a gap is known from its second day on, if the first is not forgotten by then, and goes with it
rhythm_changes as (

    select
        customer_id,
        known_at as date_number,
        1 as order_days,
        case
            when previous_on is null or previous_forgotten_at <= known_at then 0
            else {{ gap_before }} * {{ gap_before }}
        end as squared_gap_days,
        case when previous_on is null then ordered_on end as first_ordered_on,
        ordered_on as last_ordered_on
    from purchase_days
    union all
    select
        customer_id,
        forgotten_at as date_number,
        -1 as order_days,
        case
            when next_known_at < forgotten_at then -1 * {{ gap_after }} * {{ gap_after }} else 0
        end as squared_gap_days,
        next_on as first_ordered_on,
        null as last_ordered_on
    from purchase_days
    where forgotten_at is not null

),

changes as (

    select
        order_days.customer_id,
        steps.date_number,
        {% for total in totals -%}
        {% set direction = 'recent_direction' if total.is_recent else 'direction' -%}
        steps.{{ direction }} * ({{ total.adds }}) as {{ total.name }},
        {% endfor -%}
        {% for column in optional -%}
        case when {{ column }} is not null then steps.direction else 0 end as known_{{ column }},
        {% endfor -%}
        0 as order_days,
        0 as squared_gap_days,
        cast(null as date) as first_ordered_on,
        cast(null as date) as last_ordered_on
    from {{ ref('customer_segmentation', 'int_orders_by_day') }} as order_days
    inner join steps
        on order_days.ordered_on = steps.ordered_on
    union all
    select
        customer_id,
        date_number,
        {% for total in totals -%}
        0 as {{ total.name }},
        {% endfor -%}
        {% for column in optional -%}
        0 as known_{{ column }},
        {% endfor -%}
        {% for column in of_rhythm -%}
        {{ column }}{% if not loop.last %},{% endif %}
        {% endfor %}
    from rhythm_changes

)

select * from changes
