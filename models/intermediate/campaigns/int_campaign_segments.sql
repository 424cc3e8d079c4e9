with

campaigns as (

    select
        campaign_id,
        cast({{ dbt.dateadd('day', -1, 'starts_on') }} as date) as as_of_date
    from {{ ref('customer_segmentation', 'stg_segmentation__campaigns') }}

),

history as (

    select * from {{ ref('customer_segmentation', 'int_history_segmented') }}

),

segmented as (

    select
        campaigns.campaign_id,
        history.customer_id,
        history.scheme,
        history.segment
    from campaigns
    inner join history
        on campaigns.as_of_date = history.as_of_date

)

select * from segmented
