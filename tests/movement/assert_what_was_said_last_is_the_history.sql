-- the snapshot that restatements are made of has not been left behind
select
    history.as_of_date,
    history.scheme,
    history.customer_id,
    history.segment,
    said.segment as said_segment
from {{ ref('customer_segmentation', 'fct_customer_segment_history') }} as history
left join {{ ref('customer_segmentation', 'segment_history_said') }} as said
    on
        history.as_of_date = said.as_of_date
        and history.scheme = said.scheme
        and history.customer_id = said.customer_id
        and said.dbt_valid_to is null
where history.segment is distinct from said.segment
