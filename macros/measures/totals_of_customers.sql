{#
    the CTE `totalled` of a model that has `order_days` and `as_of_dates`: what each
    customer had ordered by each of the days
#}
{% macro totals_of_customers() -%}
totalled as (

    {% set purchased_on = 'case when order_days.is_purchase then order_days.ordered_on end' -%}
    {%- set is_recent = 'order_days.ordered_on >= as_of_dates.recent_half_starts_on' -%}
    select
        order_days.customer_id,
        as_of_dates.as_of_date,
        count(case when order_days.is_purchase then 1 end) as orders,
        cast(sum(order_days.order_lines) as bigint) as order_lines,
        cast(sum(order_days.refund_lines) as bigint) as refund_lines,
        cast(sum(order_days.priced_lines) as bigint) as priced_lines,
        cast(sum(order_days.units) as {{ quantity_type() }}) as units,
        cast(sum(order_days.unit_price_total) as {{ price_type() }}) as unit_price_total,
        cast(sum(order_days.revenue) as {{ money_type() }}) as revenue,
        cast(sum(order_days.refunds) as {{ money_type() }}) as refunds,
        cast(
            sum(case when {{ is_recent }} then order_days.revenue else 0 end) as {{ money_type() }}
        ) as recent_revenue,
        count(case when order_days.is_purchase and {{ is_recent }} then 1 end) as recent_orders,
        cast(null as integer) as stated_tenure_days,
        min({{ purchased_on }}) as first_ordered_on,
        max({{ purchased_on }}) as last_ordered_on
    from order_days
    inner join as_of_dates
        on {{ in_window('order_days', 'as_of_dates') }}
    group by as_of_dates.as_of_date, order_days.customer_id
    -- who has only refunds, or the rest of an order from before the window, has bought nothing
    having count({{ purchased_on }}) > 0

)
{%- endmacro %}
