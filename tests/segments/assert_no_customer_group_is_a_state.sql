-- values of the input are taken as they are given: only those that meet a state are refused
{{ config(fail_calc=raised()) }}

select
    'segmentation_customers holds the customer_group ' || customer_group
    || ', which is a state of fct_segment_migrations;'
    || ' write it in the mapping model without its brackets.' as problem
from {{ ref('customer_segmentation', 'int_customer_groups') }}
where {{ in_lower_case('customer_group') }} in ('(new)', '(lapsed)')
order by customer_group
limit 1
