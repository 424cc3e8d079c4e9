-- in every stratum, and in all; of what was drawn, also of customers who are forgotten since
{{ config(enabled=is_part('campaigns')) }}

with

strata as (

    select
        campaign_id,
        segment,
        value_band,
        sum(case when is_control then -1 else 1 end) as difference
    from {{ ref('customer_segmentation', 'int_campaign_members_drawn') }}
    group by campaign_id, segment, value_band
    union all
    select
        campaign_id,
        'all' as segment,
        null as value_band,
        sum(case when is_control then -1 else 1 end) as difference
    from {{ ref('customer_segmentation', 'int_campaign_members_drawn') }}
    group by campaign_id

)

select *
from strata
where abs(difference) > 1
