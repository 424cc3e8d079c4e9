-- a line without a key, and the copy of a key that is kept, are named after it by # and a number
{{ config(fail_calc=raised()) }}

with

names as (

    select
        order_line_id,
        count(*) as lines
    from {{ ref('customer_segmentation', 'int_order_lines') }}
    where order_line_id like '%#%'
    group by order_line_id

)

select
    'segmentation_order_lines holds the order_line_id ' || order_line_id
    || ', which is also the name that a line without a key or the copy of one gets;'
    || ' allowed: order_line_ids that end in no # and number, or one for every line.'
        as problem
from names
where lines > 1
order by order_line_id
limit 1
