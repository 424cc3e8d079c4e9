with

segments as (

    select * from {{ ref('customer_segmentation', 'int_segments') }}

),

customers as (

    select * from {{ ref('customer_segmentation', 'int_customers_segmented') }}

),

worths as (

    select * from {{ ref('customer_segmentation', 'int_segment_worths') }}

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
        cast(coalesce(sum(customers.revenue), 0) as {{ type_of('money') }}) as revenue
    from segments
    left join customers
        on
            segments.scheme = customers.scheme
            and segments.segment = customers.segment
    group by segments.scheme, segments.segment, segments.segment_name, segments.segment_rank

),

totalled as (

    select
        grouped.*,
        cast(worths.largest_customer_revenue as {{ type_of('money') }}) as largest_customer_revenue,
        cast(worths.largest_five_revenue as {{ type_of('money') }}) as largest_five_revenue,
        worths.revenue_gini,
        worths.expected_value,
        {% for end in ['', '_low', '_high'] %}worths.customer_lifetime_value{{ end }},
        {% endfor -%}
        sum(grouped.customers) over (partition by grouped.scheme) as scheme_customers,
        sum(greatest(grouped.revenue, 0)) over (partition by grouped.scheme) as positive_revenue
    from grouped
    left join worths
        on
            grouped.scheme = worths.scheme
            and grouped.segment = worths.segment

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
        {{ ratio('revenue', 'orders', setting('amount_decimals')) }} as average_order_value,
        {{ ratio('revenue', 'customers', setting('amount_decimals')) }} as revenue_per_customer,
        {{ ratio('orders', 'customers', 4) }} as orders_per_customer,
        {{ ratio('unit_price_total', 'priced_lines', 4) }} as average_line_price,
        {{ ratio('revenue', 'units', 4) }} as revenue_per_unit,
        {{ ratio('repeat_customers', 'customers') }} as repeat_rate,
        largest_customer_revenue,
        largest_five_revenue,
        revenue_gini,
        expected_value,
        customer_lifetime_value,
        customer_lifetime_value_low,
        customer_lifetime_value_high
    from totalled

)

select * from summarized
