with

concentrations as (

    select * from {{ ref('customer_segmentation', 'int_segment_concentrations') }}

),

segment_values as (

    select * from {{ ref('customer_segmentation', 'int_segment_values') }}

),

customers as (

    select
        scheme,
        segment,
        customer_id
    from {{ ref('customer_segmentation', 'int_customers_segmented') }}

),

customer_values as (

    select
        customer_id,
        cast(lifetime_value as {{ money_type() }}) as lifetime_value
    from {{ ref('customer_segmentation', 'int_customer_values') }}
    where fit = 'current'

),

lifetimes as (

    select
        customers.scheme,
        customers.segment,
        {{ ratio(
            'sum(customer_values.lifetime_value)',
            'count(customer_values.lifetime_value)',
            setting('amount_decimals'),
        ) }} as customer_lifetime_value
    from customers
    inner join customer_values
        on customers.customer_id = customer_values.customer_id
    group by customers.scheme, customers.segment

),

joined as (

    select
        concentrations.scheme,
        concentrations.segment,
        concentrations.largest_customer_revenue,
        concentrations.largest_five_revenue,
        concentrations.revenue_gini,
        segment_values.expected_value,
        lifetimes.customer_lifetime_value
    from concentrations
    left join segment_values
        on
            concentrations.scheme = segment_values.scheme
            and concentrations.segment = segment_values.segment
    left join lifetimes
        on
            concentrations.scheme = lifetimes.scheme
            and concentrations.segment = lifetimes.segment

)

select * from joined
