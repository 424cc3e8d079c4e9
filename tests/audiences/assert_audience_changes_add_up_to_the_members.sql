with

weighed as (

    select
        audience,
        customer_id,
        case change when 'entered' then 1 else -1 end as times_in
    from {{ ref('customer_segmentation', 'fct_audience_changes') }}
    union all
    select
        audience,
        customer_id,
        -1 as times_in
    from {{ ref('customer_segmentation', 'fct_audience_members') }}

)

select
    audience,
    customer_id,
    sum(times_in) as times_in
from weighed
group by audience, customer_id
having sum(times_in) <> 0
