with

customers as (

    select * from {{ ref('customer_segmentation', 'int_customers_measured') }}

),

bounds as (

    select * from {{ ref('customer_segmentation', 'int_rule_bounds') }}

),

positioned as (

    select
        customers.*,
        {{ position('customers', 'bounds') }} as position
    from customers
    cross join bounds

)

select * from positioned
