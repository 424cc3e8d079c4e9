-- How many customers, and how much revenue, would change segment if a bound of the rules moved?
-- Every bound of the metric that is `now` becomes `then`, lower and upper alike, so that rules that
-- meet there still meet. Edit the four values. As they stand: recency score 2 counts as recent too.
{%- set scheme = 'rfm' -%}
{%- set metric = 'recency_score' -%}
{%- set now = '3' -%}
{%- set then = '2' %}
with

conditions as (

    select
        priority,
        segment,
        metric,
        case
            when metric = '{{ metric }}' and at_least = {{ now }} then {{ then }}
            else at_least
        end as at_least,
        case
            when metric = '{{ metric }}' and below = {{ now }} then {{ then }}
            else below
        end as below
    from {{ ref('customer_segmentation', 'stg_segmentation__segment_rules') }}
    where scheme = '{{ scheme }}'

),

customers as (

    select * from {{ ref('customer_segmentation', 'int_customers_positioned') }}

),

customers_now as (

    select * from {{ ref('customer_segmentation', 'fct_customer_segments') }}
    where scheme = '{{ scheme }}'

),

rules as (

    select
        priority,
        min(segment) as segment,
        {{ pivoted_bounds() }}
    from conditions
    group by priority

),

matched as (

    select
        customers.customer_id,
        min(rules.priority) as rule_priority
    from customers
    inner join rules
        on {{ holds('customers', 'rules') }}
    group by customers.customer_id

),

-- a bound that moves on its own can leave a gap: customers whom no rule holds for are shown
compared as (

    select
        customers_now.segment as from_segment,
        coalesce(rules.segment, '(no rule)') as to_segment,
        customers_now.revenue
    from customers_now
    left join matched
        on customers_now.customer_id = matched.customer_id
    left join rules
        on matched.rule_priority = rules.priority

),

counted as (

    select
        from_segment,
        to_segment,
        count(*) as customers,
        sum(revenue) as revenue
    from compared
    where from_segment <> to_segment
    group by from_segment, to_segment

)

select * from counted
order by revenue desc, from_segment asc, to_segment asc
