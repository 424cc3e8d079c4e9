{%- set money = type_of('money') -%}
with

customers as (

    select *
    from {{ ref('customer_segmentation', 'int_customer_values') }}
    where fit = 'current'

),

dates as (

    select *
    from {{ ref('customer_segmentation', 'int_fit_dates') }}
    where fit = 'current'

),

valued as (

    select
        customers.customer_id,
        customers.reason,
        customers.frequency,
        customers.recency_days,
        customers.age_days,
        {% for end in ['', '_low', '_high'] -%}
        {% set order_value = 'expected_order_value' ~ end -%}
        customers.probability_alive{{ end }},
        customers.expected_orders{{ end }},
        cast(customers.{{ order_value }} as {{ money }}) as {{ order_value }},
        cast(customers.lifetime_value{{ end }} as {{ money }}) as lifetime_value{{ end }},
        {% endfor -%}
        dates.horizon_days,
        -- how old the customer is cannot be known who was there when the data or the window begin
        seen.first_seen_on < cast(
            {{ dbt.dateadd('day', 30, 'dates.starts_on') }} as date
        ) as is_left_truncated,
        dates.ends_on as as_of_date
    from customers
    inner join {{ ref('customer_segmentation', 'int_customers_seen') }} as seen
        on customers.customer_id = seen.customer_id
    cross join dates

)

select * from valued
