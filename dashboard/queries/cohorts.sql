-- cells that time has not brought yet are left out
select
    cohort_month,
    months_since,
    cohort_customers,
    customers,
    retention
from fct_cohort_retention
where retention is not null
order by cohort_month, months_since
