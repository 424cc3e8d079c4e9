-- depends_on: {{ ref("customer_segmentation", "int_rule_problems") }}
-- depends_on: {{ ref("customer_segmentation", "int_rule_map_problems") }}

with

customers as (

    select * from {{ ref('customer_segmentation', 'int_customer_rule_metrics') }}

),

-- no rule can tell customers of one position apart, so one value of each metric stands for all
positions as (

    select
        position,
        {% for metric in rule_metrics() | map(attribute='name') -%}
        min({{ metric }}) as {{ metric }}{% if not loop.last %},{% endif %}
        {% endfor %}
    from customers
    group by position

),

{{ rules_of_positions() }}

select * from positioned
