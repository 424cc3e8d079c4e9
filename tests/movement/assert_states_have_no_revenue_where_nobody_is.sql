-- the new had nothing before, the lapsed have nothing now
select *
from {{ ref('customer_segmentation', 'fct_segment_migrations') }}
where
    (is_new and (from_segment <> '(new)' or previous_revenue <> 0))
    or (is_lapsed and (to_segment <> '(lapsed)' or revenue <> 0))
