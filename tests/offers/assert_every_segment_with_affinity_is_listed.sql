-- a foreign key can't say it: `all` is no segment
select
    pairs.scheme,
    pairs.segment
from {{ ref('customer_segmentation', 'fct_product_affinity') }} as pairs
left join {{ ref('customer_segmentation', 'dim_segments') }} as segments
    on
        pairs.scheme = segments.scheme
        and pairs.segment = segments.segment
where
    segments.segment is null
    and not (pairs.scheme = 'all' and pairs.segment = 'all')
group by pairs.scheme, pairs.segment
