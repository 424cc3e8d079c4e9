{%- set counts = ['orders', 'order_lines', 'refund_lines', 'recent_orders', 'order_days'] -%}
{%- set sums = counts
    + ['units', 'known_units', 'revenue', 'refunds', 'recent_revenue', 'squared_gap_days'] -%}
{%- set so_far = 'over (partition by customer_id order by date_number)' -%}
with

summed as (

    select
        customer_id,
        date_number,
        {% for column in sums -%}
        sum({{ column }}) as {{ column }},
        {% endfor -%}
        max(first_ordered_on) as first_ordered_on,
        max(last_ordered_on) as last_ordered_on
    from {{ ref('customer_segmentation', 'int_history_changes') }}
    group by customer_id, date_number

),

-- what stands until the next change; of the first day of those left, the last to become it
accumulated as (

    select
        customer_id,
        date_number,
        lead(date_number) {{ so_far }} as changed_at,
        {% for column in sums -%}
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
        {% for column in counts -%}
        cast(accumulated.{{ column }} as bigint) as {{ column }},
        {% endfor -%}
        case
            when accumulated.known_units > 0
                then cast(accumulated.units as {{ type_of('quantity') }})
        end as units,
        {% for column in ['revenue', 'refunds', 'recent_revenue'] -%}
        cast(accumulated.{{ column }} as {{ type_of('money') }}) as {{ column }},
        {% endfor -%}
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
