{#
    the CTEs `begun` and `totalled` of a model that has `order_days` and `as_of_dates`: what each
    customer had ordered by each of the days
#}
{% macro totals_of_customers() -%}
-- an order with lines on several days is one order, of the first of them in the window
begun as (

    select
        *,
        case when is_purchase then ordered_on end as purchased_on,
        max(case when is_purchase then ordered_on end) over (
            partition by customer_id, order_id
            order by ordered_on
            rows between unbounded preceding and 1 preceding
        ) as purchased_before_on
    from order_days

),

totalled as (

    {% set is_first -%}
        begun.is_purchase
        and coalesce(begun.purchased_before_on < as_of_dates.window_starts_on, true)
    {%- endset -%}
    {%- set is_recent = 'begun.ordered_on >= as_of_dates.recent_half_starts_on' -%}
    select
        begun.customer_id,
        as_of_dates.as_of_date,
        count(case when {{ is_first }} then 1 end) as orders,
        cast(sum(begun.order_lines) as bigint) as order_lines,
        cast(sum(begun.refund_lines) as bigint) as refund_lines,
        cast(sum(begun.priced_lines) as bigint) as priced_lines,
        cast(sum(begun.units) as {{ quantity_type() }}) as units,
        cast(sum(begun.unit_price_total) as {{ price_type() }}) as unit_price_total,
        cast(sum(begun.revenue) as {{ money_type() }}) as revenue,
        cast(sum(begun.refunds) as {{ money_type() }}) as refunds,
        cast(sum(case when {{ is_recent }} then begun.revenue else 0 end) as {{ money_type() }})
            as recent_revenue,
        count(case when {{ is_first }} and {{ is_recent }} then 1 end) as recent_orders,
        cast(null as integer) as stated_tenure_days,
        min(begun.purchased_on) as first_ordered_on,
        max(begun.purchased_on) as last_ordered_on
    from begun
    inner join as_of_dates
        on {{ in_window('begun', 'as_of_dates') }}
    group by as_of_dates.as_of_date, begun.customer_id
    -- who only has refunds has bought nothing: no recency, no frequency, no segment
    having count(begun.purchased_on) > 0

)
{%- endmacro %}
