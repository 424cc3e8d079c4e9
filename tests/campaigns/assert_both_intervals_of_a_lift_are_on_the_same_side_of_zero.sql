-- both have the same critical value, so they can only differ by rounding to the last place
select *
from {{ ref('customer_segmentation', 'fct_campaign_performance') }}
where
    (absolute_lift_low > 0.0001 and relative_lift_low <= -0.000001)
    or (absolute_lift_low < -0.0001 and relative_lift_low >= 0.000001)
    or (absolute_lift_high > 0.0001 and relative_lift_high <= -0.000001)
    or (absolute_lift_high < -0.0001 and relative_lift_high >= 0.000001)
