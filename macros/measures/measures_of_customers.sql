{#
    the CTEs from `compared` to `measured` of a model that has `customers` and `rhythms`: each
    customer's metrics, and the standing among the customers of the same day
#}
{% macro measures_of_customers(among='', is_frozen=false) -%}
-- equal revenue, equal standing: peers are counted together in every window
compared as (

    select
        customers.*,
        rhythms.order_days,
        rhythms.days_between_orders,
        rhythms.order_gap_variation,
        customers.revenue - customers.recent_revenue as earlier_revenue,
        customers.orders - customers.recent_orders as earlier_orders,
        {{ dbt.datediff('customers.last_ordered_on', 'customers.as_of_date', 'day') }}
            as recency_days,
        coalesce(
            customers.stated_tenure_days,
            {{ dbt.datediff('customers.first_ordered_on', 'customers.as_of_date', 'day') }}
        ) as tenure_days,
        {{ _standing(among, is_frozen) }},
        sum(greatest(customers.revenue, 0)) over ({{ among }}) as positive_revenue,
        sum(greatest(customers.revenue, 0)) over ({{ among }} order by customers.revenue)
            as revenue_up_to,
        count(*) over ({{ among }} order by customers.revenue)
        - rank() over ({{ among }} order by customers.revenue) + 1 as peers
    from customers
    left join rhythms
        on
            customers.customer_id = rhythms.customer_id
            and customers.as_of_date = rhythms.as_of_date

),

-- counted from the other end of the same order: what the better ones have, and the peers. Shares
-- are of revenue above zero: a part of a sum that refunds have lowered can be more than the whole
floored as (

    select
        *,
        positive_revenue - revenue_up_to + greatest(revenue, 0) * peers as cumulative_revenue,
        {{ ratio('compared_revenue', 'compared_orders', 6, 28) }} as usual_order_value,
        case when recent_revenue > 0 then recent_revenue else 0 end as recent_gross,
        case when earlier_revenue > 0 then earlier_revenue else 0 end as earlier_gross
    from compared

),

measured as (

    select
        customer_id,
        as_of_date,
        recency_days,
        orders,
        order_days,
        order_lines,
        refund_lines,
        priced_lines,
        units,
        unit_price_total,
        revenue,
        refunds,
        {{ ratio('least(refunds, revenue + refunds)', 'revenue + refunds') }} as refund_share,
        {{ ratio('revenue', 'orders', setting('amount_decimals')) }} as average_order_value,
        {{ ratio('revenue', 'orders * usual_order_value', 4) }} as relative_order_value,
        tenure_days,
        {{ ratio('greatest(revenue, 0)', 'positive_revenue') }} as revenue_share,
        {{ ratio('customers_with_less_revenue', 'customers') }} as revenue_percentile,
        {{ ratio('cumulative_revenue', 'positive_revenue') }} as cumulative_revenue_share,
        days_between_orders,
        order_gap_variation,
        {{ ratio(
            '(recent_gross - earlier_gross) * orders',
            '(recent_gross + earlier_gross) * (orders + 2)',
        ) }} as revenue_trend,
        {{ ratio('recent_orders - earlier_orders', 'orders + 2') }} as orders_trend,
        {{ ratio('recency_days', 'days_between_orders', 4) }} as lateness,
        -- without a rhythm, half a year is taken for one
        {{ ratio('recency_days', 'coalesce(days_between_orders, 180)', 4) }} as silence_ratio,
        orders >= 2 as is_repeat_customer,
        first_ordered_on,
        last_ordered_on,
        cast({{ dbt.dateadd(
            'day', 'cast(ceil(days_between_orders) as integer)', 'last_ordered_on'
        ) }} as date) as next_order_expected_on
    from floored

)
{%- endmacro %}

{#
    how many customers there are to compare with, what they ordered, and how many of them have less
    revenue: those of the same day, or those of the frozen day. There, peers are counted with and
    without, so that the difference is who has strictly less
#}
{% macro _standing(among='', is_frozen=false) -%}
    {%- if is_frozen -%}
    {%- set of_frozen_day = 'sum(case when customers.is_frozen_day then 1 else 0 end)' -%}
    {{ of_frozen_day }} over () as customers,
        {{ of_frozen_day }} over (order by customers.revenue)
        - {{ of_frozen_day }} over (partition by customers.revenue) as customers_with_less_revenue,
        sum(case when customers.is_frozen_day then customers.orders end) over () as compared_orders,
        sum(case when customers.is_frozen_day then greatest(customers.revenue, 0) end) over ()
            as compared_revenue
    {%- else -%}
    count(*) over ({{ among }}) as customers,
        rank() over ({{ among }} order by customers.revenue) - 1 as customers_with_less_revenue,
        sum(customers.orders) over ({{ among }}) as compared_orders,
        sum(greatest(customers.revenue, 0)) over ({{ among }}) as compared_revenue
    {%- endif -%}
{%- endmacro %}
