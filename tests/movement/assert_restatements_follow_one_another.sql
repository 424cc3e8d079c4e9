-- what was restated is followed by what is said now, or by the next restatement
with

restatements as (

    select * from {{ ref('customer_segmentation', 'fct_segment_restatements') }}

),

latest as (

    select
        *,
        row_number() over (
            partition by as_of_date, scheme, customer_id order by version desc
        ) as versions_back
    from restatements

)

select
    latest.*,
    history.segment
from latest
left join {{ ref('customer_segmentation', 'fct_customer_segment_history') }} as history
    on
        latest.as_of_date = history.as_of_date
        and latest.scheme = history.scheme
        and latest.customer_id = history.customer_id
where
    latest.said_segment = latest.restated_segment
    or (latest.versions_back = 1 and latest.restated_segment is distinct from history.segment)
