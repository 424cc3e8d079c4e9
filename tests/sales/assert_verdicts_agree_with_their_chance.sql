-- critical value and chance are two readings of one curve, which may round differently on the edge
select *
from {{ ref('customer_segmentation', 'fct_seasonality') }}
where
    verdict = 'seasonal'
    and p_value > significance_level + 0.00002
    or verdict = 'not seasonal'
    and p_value < significance_level - 0.00002
    or (verdict = 'not enough history') <> (p_value is null)
    or (verdict = 'not enough history') <> (cycles = 0)
    or (observed_from is null) <> (cycles = 0)
