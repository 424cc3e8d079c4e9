{%- set float, money, places = type_of('float'), type_of('money'), setting('amount_decimals') -%}
{%- set errors = ['error_1', 'error_2', 'error_3', 'error_4', 'error_5', 'error_6', 'error_7'] -%}
{#- without part `value` it isn't known what is to come -#}
{%- set has_values = is_part('value') -%}
with

-- sorted for the figures of concentration
customers as (

    select
        *,
        row_number() over (partition by scheme, segment order by revenue desc, customer_id asc)
            as revenue_rank
    from {{ ref('customer_segmentation', 'int_customers_segmented') }}

),

grouped as (

    select
        segments.scheme,
        segments.segment,
        segments.segment_name,
        segments.segment_rank,
        count(customers.customer_id) as customers,
        count(case when customers.is_repeat_customer then 1 end) as repeat_customers,
        cast(coalesce(sum(customers.orders), 0) as bigint) as orders,
        cast(
            case count(customers.customer_id) when 0 then 0 else sum(customers.order_lines) end
            as bigint
        ) as order_lines,
        cast(sum(customers.priced_lines) as bigint) as priced_lines,
        cast(sum(customers.units) as {{ type_of('quantity') }}) as units,
        sum(customers.unit_price_total) as unit_price_total,
        {% if has_values -%}
        {% for k in range(1, 8) -%}
        cast(sum(worths.lifetime_value_error_{{ k }}) as {{ float }}) as error_{{ k }},
        {% endfor -%}
        sum(cast(worths.lifetime_value as {{ money }})) as lifetime_value,
        count(worths.lifetime_value) as valued_customers,
        {% endif -%}
        cast(coalesce(sum(customers.revenue), 0) as {{ money }}) as revenue,
        max(customers.revenue) as largest_customer_revenue,
        sum(case when customers.revenue_rank <= 5 then customers.revenue end)
            as largest_five_revenue,
        {{ gini('greatest(customers.revenue, 0)', 'customers.revenue_rank') }} as revenue_gini
    from {{ ref('customer_segmentation', 'int_segments') }} as segments
    left join customers
        on
            segments.scheme = customers.scheme
            and segments.segment = customers.segment
    {% if has_values -%}
    left join {{ ref('customer_segmentation', 'int_customer_values') }} as worths
        on
            customers.customer_id = worths.customer_id
            and worths.fit = 'current'
    {% endif -%}
    group by segments.scheme, segments.segment, segments.segment_name, segments.segment_rank

),

totalled as (

    select
        grouped.*,
        {{ 'stakes.expected_value' if has_values else 'cast(null as %s)' | format(money) }}
            as expected_value,
        sum(grouped.customers) over (partition by grouped.scheme) as scheme_customers,
        sum(greatest(grouped.revenue, 0)) over (partition by grouped.scheme) as positive_revenue
    from grouped
    {% if has_values -%}
    left join {{ ref('customer_segmentation', 'int_segment_values') }} as stakes
        on
            grouped.scheme = stakes.scheme
            and grouped.segment = stakes.segment
    {% endif %}
),

summarized as (

    select
        scheme,
        segment,
        segment_name,
        segment_rank,
        customers,
        orders,
        order_lines,
        units,
        revenue,
        {{ ratio('customers', 'scheme_customers') }} as customer_share,
        {{ ratio('greatest(revenue, 0)', 'positive_revenue') }} as revenue_share,
        {{ ratio('revenue', 'orders', places) }} as average_order_value,
        {{ ratio('revenue', 'customers', places) }} as revenue_per_customer,
        {{ ratio('orders', 'customers', 4) }} as orders_per_customer,
        {{ ratio('unit_price_total', 'priced_lines', 4) }} as average_line_price,
        {{ ratio('revenue', 'units', 4) }} as revenue_per_unit,
        {{ ratio('repeat_customers', 'customers') }} as repeat_rate,
        cast(largest_customer_revenue as {{ money }}) as largest_customer_revenue,
        cast(largest_five_revenue as {{ money }}) as largest_five_revenue,
        revenue_gini,
        {% if has_values -%}
        {{ ratio('lifetime_value', 'valued_customers', places) }} as customer_lifetime_value,
        {% for end in ['low', 'high'] -%}
        cast(
            {{ interval_end(end, 'cast(lifetime_value as ' ~ float ~ ')', errors) }}
            / nullif(valued_customers, 0) as {{ money }}
        ) as customer_lifetime_value_{{ end }},
        {% endfor -%}
        {% else -%}
        {% for end in ['', '_low', '_high'] -%}
        cast(null as {{ money }}) as customer_lifetime_value{{ end }},
        {% endfor -%}
        {% endif -%}
        expected_value
    from totalled

)

select * from summarized
