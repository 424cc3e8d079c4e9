-- a customer enters with the first counted purchase; with a look-back some lapse again
{{ config(enabled=(not setting('lookback_months'))) }}

with

history as (

    select * from {{ ref('customer_segmentation', 'fct_customer_segment_history') }}

),

moments as (

    select
        as_of_date,
        scheme
    from history
    group by as_of_date, scheme

),

lines as (

    select
        customer_id,
        min(case when line_amount >= 0 then ordered_on end) as first_ordered_on
    from {{ ref('customer_segmentation', 'fct_order_lines') }}
    where is_counted
    group by customer_id

),

revenues as (

    select
        moments.as_of_date,
        moments.scheme,
        lines.customer_id,
        sum(order_lines.line_amount) as revenue
    from moments
    inner join lines
        on moments.as_of_date >= lines.first_ordered_on
    inner join {{ ref('customer_segmentation', 'fct_order_lines') }} as order_lines
        on
            lines.customer_id = order_lines.customer_id
            and moments.as_of_date >= order_lines.ordered_on
    where order_lines.is_counted
    group by moments.as_of_date, moments.scheme, lines.customer_id

)

select
    coalesce(revenues.as_of_date, history.as_of_date) as as_of_date,
    coalesce(revenues.scheme, history.scheme) as scheme,
    coalesce(revenues.customer_id, history.customer_id) as customer_id,
    revenues.revenue as revenue_by_then,
    history.revenue
from revenues
full join history
    on
        revenues.as_of_date = history.as_of_date
        and revenues.scheme = history.scheme
        and revenues.customer_id = history.customer_id
where revenues.revenue is distinct from history.revenue
