-- numbered from one, in the customer's own segment, never bought, with the figures of the pair
with

recommendations as (

    select
        *,
        row_number() over (partition by customer_id order by recommendation_rank) as place
    from {{ ref('customer_segmentation', 'fct_customer_product_recommendations') }}

),

bought as (

    select
        lines.customer_id,
        products.product_line
    from {{ ref('customer_segmentation', 'fct_order_lines') }} as lines
    inner join {{ ref('customer_segmentation', 'dim_products') }} as products
        on lines.product_id = products.product_id
    where lines.is_purchase
    group by lines.customer_id, products.product_line

)

select
    recommendations.customer_id,
    recommendations.product_line,
    recommendations.because_of_product_line,
    recommendations.recommendation_rank
from recommendations
left join {{ ref('customer_segmentation', 'fct_customer_segments') }} as segments
    on
        recommendations.customer_id = segments.customer_id
        and recommendations.scheme = segments.scheme
        and recommendations.segment = segments.segment
left join {{ ref('customer_segmentation', 'fct_product_affinity') }} as pairs
    on
        recommendations.scheme = pairs.scheme
        and recommendations.segment = pairs.segment
        and recommendations.because_of_product_line = pairs.product_line
        and recommendations.product_line = pairs.other_product_line
left join bought
    on
        recommendations.customer_id = bought.customer_id
        and recommendations.product_line = bought.product_line
where
    recommendations.recommendation_rank <> recommendations.place
    or segments.customer_id is null
    or bought.customer_id is not null
    or (
        recommendations.because_of_product_line is not null
        and (
            pairs.scheme is null
            or recommendations.confidence <> pairs.confidence
            or recommendations.lift <> pairs.lift
            or recommendations.segment_buyers <> pairs.customers_with_other
            or recommendations.segment_customers <> pairs.customers
        )
    )
