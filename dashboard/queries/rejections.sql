select
    reason,
    count(*) as order_lines,
    sum(parsed_amount) as amount
from fct_rejected_order_lines
group by reason
order by order_lines desc, reason asc
