with

mapped as (

    select
        campaign_id,
        customer_id,
        is_control
    from {{ ref('customer_segmentation', 'stg_segmentation__campaign_members') }}

),

mapped_campaigns as (

    select campaign_id
    from mapped
    group by campaign_id

),

-- who was chosen is known best by who did it; what was drawn stands in where nobody says
combined as (

    select * from mapped
    union all
    select
        drawn.campaign_id,
        drawn.customer_id,
        drawn.is_control
    from {{ ref('customer_segmentation', 'int_campaign_members_drawn') }} as drawn
    left join mapped_campaigns
        on drawn.campaign_id = mapped_campaigns.campaign_id
    where mapped_campaigns.campaign_id is null

)

select * from combined
