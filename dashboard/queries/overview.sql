-- what the page is about: one row
with

customers as (

    select
        count(*) as customers,
        sum(orders) as orders,
        sum(revenue) as revenue,
        avg(case when is_repeat_customer then 1 else 0 end) as repeat_rate,
        min(first_ordered_on) as first_ordered_on,
        max(as_of_date) as as_of_date
    from fct_customer_metrics

),

currencies as (

    select case when min(currency) = max(currency) then min(currency) end as currency
    from fct_order_lines
    where is_counted

)

select
    customers.*,
    currencies.currency
from customers
cross join currencies
