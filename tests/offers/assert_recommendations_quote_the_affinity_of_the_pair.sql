select
    recommendations.customer_id,
    recommendations.product_line,
    recommendations.because_of_product_line
from {{ ref('customer_segmentation', 'fct_customer_product_recommendations') }} as recommendations
left join {{ ref('customer_segmentation', 'fct_product_affinity') }} as pairs
    on
        recommendations.scheme = pairs.scheme
        and recommendations.segment = pairs.segment
        and recommendations.because_of_product_line = pairs.product_line
        and recommendations.product_line = pairs.other_product_line
where
    recommendations.because_of_product_line is not null
    and (
        pairs.scheme is null
        or recommendations.confidence <> pairs.confidence
        or recommendations.lift <> pairs.lift
        or recommendations.segment_buyers <> pairs.customers_with_other
        or recommendations.segment_customers <> pairs.customers
    )
