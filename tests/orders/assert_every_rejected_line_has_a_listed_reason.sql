select rejected.reason
from {{ ref('customer_segmentation', 'fct_rejected_order_lines') }} as rejected
left join {{ ref('customer_segmentation', 'stg_segmentation__rejection_reasons') }} as reasons
    on rejected.reason = reasons.reason
where reasons.reason is null
