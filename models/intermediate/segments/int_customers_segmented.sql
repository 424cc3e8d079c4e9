with

customers as (

    select * from {{ ref('customer_segmentation', 'int_customers_explained') }}

),

-- without the reason: the words are written once, where they are read
segmented as (

    select
        scheme,
        customer_id,
        as_of_date,
        segment,
        segment_name,
        segment_rank,
        action_group,
        rule_priority,
        orders,
        order_lines,
        priced_lines,
        units,
        unit_price_total,
        revenue,
        is_repeat_customer
    from customers

)

select * from segmented
