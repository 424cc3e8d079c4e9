select
    customer_id,
    product_line,
    status,
    as_of_date,
    next_order_expected_on
from {{ ref('customer_segmentation', 'fct_customer_reorders_due') }}
where
    {{ dbt.datediff('as_of_date', 'next_order_expected_on', 'day') }} > 30
    or {{ dbt.datediff('next_order_expected_on', 'as_of_date', 'day') }} <> days_late
    or (status = 'due') <> (next_order_expected_on >= as_of_date)
    or (status = 'late' and lateness > 3)
    or (status = 'long_overdue' and lateness < 3)
