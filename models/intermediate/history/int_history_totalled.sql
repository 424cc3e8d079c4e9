{%- set counts = ['orders', 'order_lines', 'refund_lines', 'recent_orders'] -%}
{%- set of_orders = counts + ['units', 'known_units', 'revenue', 'refunds', 'recent_revenue'] -%}
{%- set of_rhythm = ['order_days', 'squared_gap_days'] -%}
{%- set so_far = 'over (partition by customer_id order by date_number)' -%}
with

changes as (

    select
        customer_id,
        date_number,
        {% for column in of_orders -%}
        {{ column }},
        {% endfor -%}
        {% for column in of_rhythm -%}
        0 as {{ column }},
        {% endfor -%}
        cast(null as date) as first_ordered_on,
        cast(null as date) as last_ordered_on
    from {{ ref('customer_segmentation', 'int_history_order_changes') }}
    union all
    select
        customer_id,
        date_number,
        {% for column in of_orders -%}
        0 as {{ column }},
        {% endfor -%}
        {% for column in of_rhythm -%}
        {{ column }},
        {% endfor -%}
        first_ordered_on,
        last_ordered_on
    from {{ ref('customer_segmentation', 'int_history_rhythm_changes') }}

),

summed as (

    select
        customer_id,
        date_number,
        {% for column in of_orders + of_rhythm -%}
        sum({{ column }}) as {{ column }},
        {% endfor -%}
        max(first_ordered_on) as first_ordered_on,
        max(last_ordered_on) as last_ordered_on
    from changes
    group by customer_id, date_number

),

-- what stands until the next change; of the first day of those left, the last to become it
accumulated as (

    select
        customer_id,
        date_number,
        lead(date_number) {{ so_far }} as changed_at,
        {% for column in of_orders + of_rhythm -%}
        sum({{ column }}) {{ so_far }} as {{ column }},
        {% endfor -%}
        max(first_ordered_on) {{ so_far }} as first_ordered_on,
        max(last_ordered_on) {{ so_far }} as last_ordered_on
    from summed

),

totalled as (

    select
        accumulated.customer_id,
        dates.as_of_date,
        dates.is_frozen_day,
        {% for column in counts + ['order_days'] -%}
        cast(accumulated.{{ column }} as bigint) as {{ column }},
        {% endfor -%}
        case
            when accumulated.known_units > 0
                then cast(accumulated.units as {{ type_of('quantity') }})
        end as units,
        cast(accumulated.revenue as {{ type_of('money') }}) as revenue,
        cast(accumulated.refunds as {{ type_of('money') }}) as refunds,
        cast(accumulated.recent_revenue as {{ type_of('money') }}) as recent_revenue,
        {{ dbt.datediff('accumulated.first_ordered_on', 'accumulated.last_ordered_on', 'day') }}
            as gap_days,
        accumulated.squared_gap_days,
        accumulated.first_ordered_on,
        accumulated.last_ordered_on
    from accumulated
    inner join {{ ref('customer_segmentation', 'int_history_dates') }} as dates
        on
            accumulated.date_number <= dates.date_number
            and coalesce(accumulated.changed_at, dates.date_number + 1) > dates.date_number
    where accumulated.orders > 0

)

select * from totalled
