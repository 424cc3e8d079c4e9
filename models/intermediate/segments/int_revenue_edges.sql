{% set standings = ['revenue_share', 'revenue_percentile', 'cumulative_revenue_share'] -%}
with

targets as (

    select * from {{ ref('customer_segmentation', 'int_segment_targets') }}
    where
    {% for standing in standings -%}
        {{ standing }}_at_least is not null
        or {{ standing }}_below is not null{% if not loop.last %} or{% endif %}
    {% endfor %}

),

customers as (

    select * from {{ ref('customer_segmentation', 'int_customers_positioned') }}

),

-- a standing among all customers is reached with the revenue of the lowest customer who has it
edged as (

    select
        targets.scheme,
        targets.priority,
        targets.target,
        min(customers.revenue) as revenue_edge
    from targets
    left join customers
        on {{ holds('customers', 'targets', standings) }}
    group by targets.scheme, targets.priority, targets.target

)

select * from edged
