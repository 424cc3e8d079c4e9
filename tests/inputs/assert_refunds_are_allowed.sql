-- with refund_policy raise, somebody wants to be told of refunds before anything is built on them
{{ config(fail_calc=raised()) }}

with

refunds as (

    select
        count(*) as lines,
        count(distinct customer_id) as customers,
        sum(line_amount) as amount
    from {{ ref('customer_segmentation', 'int_order_lines') }}
    where line_amount < 0

)

select
    'segmentation_refund_policy is raise, and segmentation_order_lines holds '
    || cast(lines as {{ dbt.type_string() }}) || ' refund lines of '
    || cast(customers as {{ dbt.type_string() }}) || ' customers, '
    || cast(amount as {{ dbt.type_string() }}) || ' in all; allowed: net or drop, or no refunds.'
        as problem
from refunds
where
    lines > 0
    and '{{ setting("refund_policy") }}' = 'raise'
