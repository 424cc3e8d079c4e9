-- and late, or due within thirty days
{% set places = setting('amount_decimals') + 1 %}
{% set half_a_unit = '%.*f' | format(places, 5 * 10 ** -places) %}

with

due as (

    select * from {{ ref('customer_segmentation', 'fct_customer_reorders_due') }}

),

lines as (

    select
        lines.customer_id,
        coalesce(products.product_line, 'unknown') as product_line,
        count(distinct case when lines.is_purchase then lines.order_placed_on end) as order_days,
        max(case when lines.is_purchase then lines.order_placed_on end) as last_ordered_on,
        sum(lines.line_amount) as revenue
    from {{ ref('customer_segmentation', 'fct_order_lines') }} as lines
    left join {{ ref('customer_segmentation', 'dim_products') }} as products
        on lines.product_id = products.product_id
    where lines.is_counted
    group by lines.customer_id, coalesce(products.product_line, 'unknown')

)

select
    due.customer_id,
    due.product_line
from due
left join lines
    on
        due.customer_id = lines.customer_id
        and due.product_line = lines.product_line
where
    lines.customer_id is null
    or due.order_days <> lines.order_days
    or due.last_ordered_on <> lines.last_ordered_on
    or {{ dbt.datediff('due.as_of_date', 'due.next_order_expected_on', 'day') }} > 30
    or {{ dbt.datediff('due.next_order_expected_on', 'due.as_of_date', 'day') }} <> due.days_late
    or (due.status = 'due') <> (due.next_order_expected_on >= due.as_of_date)
    or (due.status = 'late' and due.lateness > 3)
    or (due.status = 'long_overdue' and due.lateness < 3)
    -- per day it is rounded, so that all days are off by half a unit each at most
    or abs(due.usual_order_value * due.order_days - lines.revenue)
    > {{ half_a_unit }} * due.order_days
