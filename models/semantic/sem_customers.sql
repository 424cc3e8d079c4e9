with

customers as (

    select * from {{ ref('customer_segmentation', 'dim_customers') }}

),

metrics as (

    select * from {{ ref('customer_segmentation', 'fct_customer_metrics') }}

),

joined as (

    select
        metrics.customer_id,
        coalesce(customers.customer_group, 'unknown') as customer_group,
        coalesce(customers.country, 'unknown') as country,
        coalesce(customers.account_manager, 'unknown') as account_manager,
        {% for scheme in customer_segmentation.schemes('shipped') -%}
        customers.{{ scheme }}_segment,
        {% endfor -%}
        metrics.is_repeat_customer,
        metrics.as_of_date,
        metrics.first_ordered_on
    from metrics
    inner join customers
        on metrics.customer_id = customers.customer_id

)

select * from joined
