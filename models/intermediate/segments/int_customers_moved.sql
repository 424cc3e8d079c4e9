{{ config(materialized="view") }}

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

improvements as (

    select * from {{ ref('customer_segmentation', 'int_segment_improvements') }}

),

moves as (

    select * from {{ ref('customer_segmentation', 'int_segment_moves') }}

),

improving as (

    select
        moves.*,
        improvements.better_segment
    from improvements
    inner join moves
        on
            improvements.scheme = moves.scheme
            and improvements.position = moves.position
            and improvements.target_priority = moves.target_priority
            and improvements.target = moves.target

),

positioned as (

    select
        segmented.scheme,
        customers.*,
        {{ position('customers', 'schemes') }} as position
    from segmented
    inner join schemes
        on segmented.scheme = schemes.scheme
    inner join customers
        on segmented.customer_id = customers.customer_id

),

-- a whole score cell is moved to the edge of a better one, each customer from where they are
moved as (

    select
        positioned.scheme,
        positioned.customer_id,
        improving.better_segment,
        improving.target_priority,
        {% for metric in movable_metrics() -%}
        {{ better_of(metric, 'positioned', 'improving') }} as {{ metric.name }},
        {% endfor -%}
        improving.target
    from positioned
    inner join improving
        on
            positioned.scheme = improving.scheme
            and positioned.position = improving.position

)

select * from moved
