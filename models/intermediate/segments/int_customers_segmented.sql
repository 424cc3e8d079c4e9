with

customers as (

    select * from {{ ref('customer_segmentation', 'int_customer_rule_metrics') }}

),

rules as (

    select * from {{ ref('customer_segmentation', 'int_segment_rules_pivoted') }}

),

matched as (

    select
        rules.scheme,
        customers.customer_id,
        min(rules.priority) as rule_priority
    from customers
    inner join rules
        on
        {% for metric in rule_metrics() -%}
        {{ holds(metric.name, 'customers', 'rules') }}{{ ' and' if not loop.last }}
        {% endfor %}
    group by rules.scheme, customers.customer_id

),

segmented as (

    select
        matched.scheme,
        matched.customer_id,
        customers.as_of_date,
        rules.segment,
        {{ reason('customers', 'rules') }} as reason,
        matched.rule_priority,
        customers.orders,
        customers.order_lines,
        customers.priced_lines,
        customers.units,
        customers.unit_price_total,
        customers.revenue,
        customers.is_repeat_customer
    from matched
    inner join customers
        on matched.customer_id = customers.customer_id
    inner join rules
        on
            matched.scheme = rules.scheme
            and matched.rule_priority = rules.priority

)

select * from segmented
