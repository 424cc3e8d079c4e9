select
    month,
    scheme,
    from_segment,
    to_segment,
    customers,
    revenue,
    is_new,
    is_lapsed
from fct_segment_migrations
order by scheme, month, from_segment, to_segment
