{%- set totals = additive_totals() -%}
{%- set optional = totals | selectattr('is_optional') | map(attribute='name') | list -%}
{%- set columns = ['order_days', 'squared_gap_days'] + totals | map(attribute='name') | list -%}
{%- for column in optional -%}{%- do columns.append('known_' ~ column) -%}{%- endfor -%}
{%- set so_far = 'over (partition by customer_id order by date_number)' -%}
with

-- what stands until the next change; of the first day of those left, the last to become it
accumulated as (

    select
        customer_id,
        date_number,
        lead(date_number) {{ so_far }} as changed_at,
        {% for column in columns -%}
        sum(sum({{ column }})) {{ so_far }} as {{ column }},
        {% endfor -%}
        max(max(first_ordered_on)) {{ so_far }} as first_ordered_on,
        max(max(last_ordered_on)) {{ so_far }} as last_ordered_on
    from {{ ref('customer_segmentation', 'int_history_changes') }}
    group by customer_id, date_number

),

totalled as (

    select
        accumulated.customer_id,
        dates.as_of_date,
        dates.is_frozen_day,
        {% for total in totals -%}
        {% if total.is_optional -%}
        case
            when accumulated.known_{{ total.name }} > 0
                then cast(accumulated.{{ total.name }} as {{ total.type }})
        end as {{ total.name }},
        {% else -%}
        cast(accumulated.{{ total.name }} as {{ total.type }}) as {{ total.name }},
        {% endif -%}
        {% endfor -%}
        cast(accumulated.order_days as bigint) as order_days,
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
