select
    period,
    avg(seasonal_index) as mean_index
from {{ ref('customer_segmentation', 'int_season_fits') }}
group by period
having abs(avg(seasonal_index) - 1) > 0.00005
