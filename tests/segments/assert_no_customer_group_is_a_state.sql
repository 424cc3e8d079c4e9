-- values of the input are taken as they are given: only those that meet a state are refused
{{ config(fail_calc=raised()) }}

select
    'segmentation_customers holds the customer_group ' || segment
    || ', which is a state of fct_segment_migrations;'
    || ' write it in the mapping model without its brackets.' as problem
from {{ ref('customer_segmentation', 'int_segments') }}
where
    scheme = 'customer_group'
    and {{ in_case('lower', 'segment') }} in ('(new)', '(lapsed)')
order by segment
limit 1
