-- staying and leaving are steps too; ten places of each share leave this much
select
    scheme,
    from_segment,
    sum(probability) as probability,
    count(*) as segments
from {{ ref('customer_segmentation', 'int_segment_transitions') }}
group by scheme, from_segment
having abs(sum(probability) - 1) > 0.0000000001 * count(*)
