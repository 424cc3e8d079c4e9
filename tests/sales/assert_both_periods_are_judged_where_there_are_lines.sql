with

lines as (

    select count(*) as order_lines
    from {{ ref('customer_segmentation', 'fct_order_lines') }}

),

judged as (

    select count(*) as periods
    from {{ ref('customer_segmentation', 'fct_seasonality') }}

)

select
    lines.order_lines,
    judged.periods
from lines
cross join judged
where judged.periods <> case when lines.order_lines > 0 then 2 else 0 end
