-- every member of every comparison has a driver once: no key says so, since names can be left out
select
    dimension,
    member,
    comparison,
    driver
from {{ ref('customer_segmentation', 'fct_revenue_changes') }}
group by dimension, member, comparison, driver
having count(*) > 1 or count(member) = 0
