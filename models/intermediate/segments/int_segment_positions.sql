with

segmented as (

    select * from {{ ref('customer_segmentation', 'int_customers_segmented') }}

),

schemes as (

    select * from {{ ref('customer_segmentation', 'int_schemes') }}

),

customers as (

    select * from {{ ref('customer_segmentation', 'int_customer_rule_metrics') }}

),

-- hundreds of score cells instead of millions of customers
cells as (

    select
        segmented.scheme,
        {{ position('customers', 'schemes') }} as position,
        {% for metric in rule_metrics() -%}
        {% if metric.step -%}
        -- each customer's own: null, of the type of the metric
        max(case when not schemes.is_scored then customers.{{ metric.name }} end)
        {%- else -%}
        max(customers.{{ metric.name }})
        {%- endif %} as {{ metric.name }},
        {% endfor -%}
        max(segmented.segment_rank) as segment_rank,
        max(segmented.rule_priority) as rule_priority
    from segmented
    inner join schemes
        on segmented.scheme = schemes.scheme
    inner join customers
        on segmented.customer_id = customers.customer_id
    where schemes.is_scored
    group by segmented.scheme, {{ position('customers', 'schemes') }}

),

single as (

    select
        segmented.scheme,
        segmented.customer_id as position,
        {% for metric in rule_metrics() -%}
        customers.{{ metric.name }},
        {% endfor -%}
        segmented.segment_rank,
        segmented.rule_priority
    from segmented
    inner join schemes
        on segmented.scheme = schemes.scheme
    inner join customers
        on segmented.customer_id = customers.customer_id
    where not schemes.is_scored

),

positioned as (

    select * from cells
    union all
    select * from single

)

select * from positioned
