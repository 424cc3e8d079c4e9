select
    recommendations.customer_id,
    recommendations.product_line
from {{ ref('customer_segmentation', 'fct_customer_product_recommendations') }} as recommendations
left join {{ ref('customer_segmentation', 'fct_customer_segments') }} as segments
    on
        recommendations.customer_id = segments.customer_id
        and recommendations.scheme = segments.scheme
        and recommendations.segment = segments.segment
where segments.customer_id is null
