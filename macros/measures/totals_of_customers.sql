{#
    the CTEs `orders` and `totalled` of a model that has `order_days` and `as_of_dates`: what each
    customer had ordered by each of the days
#}
{% macro totals_of_customers() -%}
-- an order with lines on several days is one order
orders as (

    select
        as_of_dates.as_of_date,
        as_of_dates.recent_half_starts_on,
        order_days.customer_id,
        order_days.order_id,
        sum(order_days.order_lines) as order_lines,
        sum(order_days.refund_lines) as refund_lines,
        sum(order_days.priced_lines) as priced_lines,
        sum(order_days.units) as units,
        sum(order_days.unit_price_total) as unit_price_total,
        sum(order_days.revenue) as revenue,
        sum(order_days.refunds) as refunds,
        sum(
            case
                when order_days.ordered_on >= as_of_dates.recent_half_starts_on
                    then order_days.revenue
                else 0
            end
        ) as recent_revenue,
        min(case when order_days.is_purchase then order_days.ordered_on end) as first_ordered_on,
        max(case when order_days.is_purchase then order_days.ordered_on end) as last_ordered_on
    from order_days
    inner join as_of_dates
        on {{ in_window('order_days', 'as_of_dates') }}
    group by
        as_of_dates.as_of_date, as_of_dates.recent_half_starts_on,
        order_days.customer_id, order_days.order_id

),

totalled as (

    select
        orders.customer_id,
        orders.as_of_date,
        count(orders.first_ordered_on) as orders,
        cast(sum(orders.order_lines) as bigint) as order_lines,
        cast(sum(orders.refund_lines) as bigint) as refund_lines,
        cast(sum(orders.priced_lines) as bigint) as priced_lines,
        cast(sum(orders.units) as {{ quantity_type() }}) as units,
        cast(sum(orders.unit_price_total) as {{ price_type() }}) as unit_price_total,
        cast(sum(orders.revenue) as {{ money_type() }}) as revenue,
        cast(sum(orders.refunds) as {{ money_type() }}) as refunds,
        cast(sum(orders.recent_revenue) as {{ money_type() }}) as recent_revenue,
        count(case when orders.first_ordered_on >= orders.recent_half_starts_on then 1 end)
            as recent_orders,
        cast(null as integer) as stated_tenure_days,
        min(orders.first_ordered_on) as first_ordered_on,
        max(orders.last_ordered_on) as last_ordered_on
    from orders
    group by orders.as_of_date, orders.customer_id
    -- who only has refunds has bought nothing: no recency, no frequency, no segment
    having count(orders.first_ordered_on) > 0

)
{%- endmacro %}
