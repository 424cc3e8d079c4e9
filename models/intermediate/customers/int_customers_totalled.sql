{%- set totals = additive_totals() -%}
{%- set purchased_on = 'case when is_purchase then ordered_on end' -%}
{%- set is_recent = 'ordered_on >= recent_half_starts_on' -%}
with

order_days as {{ planner_hint('streamed') }}(

    select
        order_days.*,
        as_of_dates.as_of_date,
        as_of_dates.recent_half_starts_on
    from {{ ref('customer_segmentation', 'int_orders_by_day') }} as order_days
    inner join {{ ref('customer_segmentation', 'int_as_of_dates') }} as as_of_dates
        on {{ in_window('order_days', 'as_of_dates') }}

),

totalled as (

    select
        customer_id,
        as_of_date,
        {% for total in totals -%}
        {% set added = 'case when ' ~ is_recent ~ ' then ' ~ total.adds ~ ' else 0 end'
            if total.is_recent else total.adds -%}
        cast(sum({{ added }}) as {{ total.type }}) as {{ total.name }},
        {% endfor -%}
        cast(sum(priced_lines) as bigint) as priced_lines,
        cast(sum(unit_price_total) as {{ type_of('price') }}) as unit_price_total,
        min({{ purchased_on }}) as first_ordered_on,
        max({{ purchased_on }}) as last_ordered_on
    from order_days
    group by customer_id, as_of_date
    -- who has only refunds, or the rest of an order from before the window, has bought nothing
    having count({{ purchased_on }}) > 0

),

-- two orders on one day have a gap of none between them, which adds nothing
gaps as (

    select
        customer_id,
        {{ dbt.datediff(
            'lag(ordered_on) over (partition by customer_id order by ordered_on)', 'ordered_on',
            'day'
        ) }} as days
    from order_days
    where is_purchase

),

rhythms as (

    select
        customer_id,
        1 + count(case when days > 0 then 1 end) as order_days,
        sum(days * days) as squared_gap_days
    from gaps
    group by customer_id

),

joined as (

    select
        totalled.*,
        cast(null as integer) as stated_tenure_days,
        rhythms.order_days,
        {{ dbt.datediff('totalled.first_ordered_on', 'totalled.last_ordered_on', 'day') }}
            as gap_days,
        rhythms.squared_gap_days
    from totalled
    inner join rhythms
        on totalled.customer_id = rhythms.customer_id

),

-- with customer totals instead of order lines, which are then none
given as (

    select * from joined
    union all
    select
        totals.customer_id,
        as_of_dates.as_of_date,
        {% for total in totals -%}
        {% if total.name in ['orders', 'units', 'revenue'] -%}
        totals.{{ total.name }},
        {% else -%}
        null as {{ total.name }},
        {% endif -%}
        {% endfor -%}
        null as priced_lines,
        null as unit_price_total,
        totals.first_ordered_on,
        totals.last_ordered_on,
        totals.tenure_days as stated_tenure_days,
        null as order_days,
        null as gap_days,
        null as squared_gap_days
    from {{ ref('customer_segmentation', 'stg_segmentation__customer_totals') }} as totals
    cross join {{ ref('customer_segmentation', 'int_as_of_dates') }} as as_of_dates
    where totals.orders > 0

)

select * from given
