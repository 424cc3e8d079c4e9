{#
    the metrics of a customer, from totals, times and standing, and what is scored. Shares are of
    revenue above zero: a part of a sum that refunds have lowered can be more than the whole; and
    the cumulative share is counted from the other end of the same order: what the better ones have,
    and the peers
#}
{% macro metrics() -%}
    {%- set recent = 'greatest(recent_revenue, 0)' -%}
    {%- set earlier = 'greatest(revenue - recent_revenue, 0)' -%}
    recency_days,
        order_days,
        {% for total in additive_totals() if not total.is_recent -%}
        {{ total.name }},
        {% endfor -%}
        {{ ratio('least(refunds, revenue + refunds)', 'revenue + refunds') }} as refund_share,
        {{ ratio('revenue', 'orders', setting('amount_decimals')) }} as average_order_value,
        {{ ratio('revenue', 'orders * usual_order_value', 4) }} as relative_order_value,
        tenure_days,
        {{ ratio('greatest(revenue, 0)', 'positive_revenue') }} as revenue_share,
        {{ ratio('customers_with_less_revenue', 'customers') }} as revenue_percentile,
        {{ ratio(
            'positive_revenue - revenue_up_to + greatest(revenue, 0) * peers', 'positive_revenue'
        ) }} as cumulative_revenue_share,
        days_between_orders,
        order_gap_variation,
        {{ ratio(
            '(' ~ recent ~ ' - ' ~ earlier ~ ') * orders',
            '(' ~ recent ~ ' + ' ~ earlier ~ ') * (orders + 2)',
        ) }} as revenue_trend,
        {{ ratio('2 * recent_orders - orders', 'orders + 2') }} as orders_trend,
        {{ ratio('recency_days', 'days_between_orders', 4) }} as lateness,
        {#- without a rhythm, half a year is taken for one #}
        {{ ratio('recency_days', 'coalesce(days_between_orders, 180)', 4) }} as silence_ratio,
        orders >= 2 as is_repeat_customer,
        first_ordered_on,
        last_ordered_on,
        cast({{ dbt.dateadd(
            'day', 'cast(ceil(days_between_orders) as integer)', 'last_ordered_on'
        ) }} as date) as next_order_expected_on,
        cast(
            {{ metric_behind('frequency') or 'order_lines - refund_lines' }} as integer
        ) as frequency,
    {#- the exact average: a change of currency unit must not make or break a tie #}
        {{ ratio('revenue', 'orders', 10, 38) if metric_behind('monetary') != 'revenue'
            else 'revenue' }} as exact_monetary
{%- endmacro %}
