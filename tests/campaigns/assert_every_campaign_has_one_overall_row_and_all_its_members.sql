with

campaigns as (

    select campaign_id from {{ ref('customer_segmentation', 'stg_segmentation__campaigns') }}

),

members as (

    select
        campaign_id,
        count(*) as members
    from {{ ref('customer_segmentation', 'int_campaign_members') }}
    group by campaign_id

),

overall as (

    select
        campaign_id,
        treated_customers + control_customers as members
    from {{ ref('customer_segmentation', 'fct_campaign_performance') }}
    where
        scheme = 'all'
        and segment = 'all'

)

select
    campaigns.campaign_id,
    members.members,
    overall.members as members_measured
from campaigns
full outer join overall
    on campaigns.campaign_id = overall.campaign_id
left join members
    on campaigns.campaign_id = members.campaign_id
where
    campaigns.campaign_id is null
    or coalesce(members.members, 0) <> coalesce(overall.members, -1)
