with

customers as (

    select * from {{ ref('customer_segmentation', 'int_customers_measured') }}

),

published as (

    select
        customer_id,
        cast(recency_days as integer) as recency_days,
        cast(order_days as integer) as order_days,
        {% for total in additive_totals() if not total.is_recent -%}
        {% set type = 'integer' if total.type == 'bigint' else total.type -%}
        cast({{ total.name }} as {{ type }}) as {{ total.name }},
        {% endfor -%}
        refund_share,
        average_order_value,
        relative_order_value,
        cast(tenure_days as integer) as tenure_days,
        revenue_share,
        revenue_percentile,
        cumulative_revenue_share,
        days_between_orders,
        order_gap_variation,
        revenue_trend,
        orders_trend,
        lateness,
        silence_ratio,
        is_repeat_customer,
        as_of_date,
        first_ordered_on,
        last_ordered_on,
        next_order_expected_on
    from customers

)

select * from published
