select
    month,
    scheme,
    warning_level,
    customers_kept,
    customers_moved,
    customers_up,
    customers_down,
    moved_share,
    population_stability_index
from fct_segment_stability
order by scheme, month
