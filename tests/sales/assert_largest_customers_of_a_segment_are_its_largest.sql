with

customers as (

    select
        scheme,
        segment,
        revenue,
        row_number() over (partition by scheme, segment order by revenue desc) as place
    from {{ ref('customer_segmentation', 'fct_customer_segments') }}

),

recomputed as (

    select
        scheme,
        segment,
        max(revenue) as largest_customer_revenue,
        sum(case when place <= 5 then revenue end) as largest_five_revenue
    from customers
    group by scheme, segment

)

select summaries.*
from {{ ref('customer_segmentation', 'fct_segment_summary') }} as summaries
left join recomputed
    on
        summaries.scheme = recomputed.scheme
        and summaries.segment = recomputed.segment
where
    summaries.largest_customer_revenue is distinct from recomputed.largest_customer_revenue
    or summaries.largest_five_revenue is distinct from recomputed.largest_five_revenue
    or (summaries.revenue_per_customer is null) <> (summaries.customers = 0)
