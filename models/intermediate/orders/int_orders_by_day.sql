with

lines as (

    select * from {{ ref('customer_segmentation', 'int_order_lines_checked') }}
    where rejection_reason is null

),

counted as (

    select *
    from lines
    where {{ status_counts('lines') }}

),

grouped as (

    select
        customer_id,
        order_id,
        ordered_on,
        count(*) as order_lines,
        count(case when line_amount < 0 then 1 end) as refund_lines,
        count(unit_price) as priced_lines,
        sum(quantity) as units,
        sum(unit_price) as unit_price_total,
        sum(line_amount) as revenue,
        -1 * sum(case when line_amount < 0 then line_amount else 0 end) as refunds,
        count(*) > count(case when line_amount < 0 then 1 end) as is_purchase
    from counted
    group by customer_id, order_id, ordered_on

)

select * from grouped
