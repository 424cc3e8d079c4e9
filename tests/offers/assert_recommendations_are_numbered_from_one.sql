select
    customer_id,
    count(*) as recommendations,
    min(recommendation_rank) as first_rank,
    max(recommendation_rank) as last_rank
from {{ ref('customer_segmentation', 'fct_customer_product_recommendations') }}
group by customer_id
having
    min(recommendation_rank) <> 1
    or max(recommendation_rank) <> count(*)
    or count(distinct recommendation_rank) <> count(*)
