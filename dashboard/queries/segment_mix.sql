select
    as_of_date,
    scheme,
    segment,
    count(*) as customers,
    sum(revenue) as revenue
from fct_customer_segment_history
group by as_of_date, scheme, segment
order by scheme, as_of_date, segment
