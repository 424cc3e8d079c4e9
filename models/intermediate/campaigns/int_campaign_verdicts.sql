{%- set smallest_group = 20 -%}
with

groups as (

    select * from {{ ref('customer_segmentation', 'int_campaign_groups_compared') }}

),

lifts as (

    select * from {{ ref('customer_segmentation', 'int_campaign_lifts') }}

),

campaigns as (

    select * from {{ ref('customer_segmentation', 'int_campaign_windows') }}

),

joined as (

    select
        groups.*,
        lifts.absolute_lift,
        lifts.absolute_lift_low,
        lifts.absolute_lift_high,
        abs(lifts.balance_difference) < 0.25 as is_balanced,
        campaigns.is_finished,
        campaigns.starts_on,
        campaigns.ends_on,
        campaigns.measured_until,
        campaigns.data_starts_on,
        campaigns.data_ends_on
    from groups
    inner join lifts
        on
            groups.campaign_id = lifts.campaign_id
            and groups.scheme = lifts.scheme
            and groups.segment = lifts.segment
    inner join campaigns
        on groups.campaign_id = campaigns.campaign_id

),

decided as (

    select
        *,
        {{ verdict('joined', smallest_group) }} as verdict
    from joined

),

reasoned as (

    select
        decided.campaign_id,
        decided.scheme,
        decided.segment,
        decided.verdict,
        {{ verdict_in_words('decided', smallest_group) }} as verdict_reason,
        decided.is_balanced
    from decided

)

select * from reasoned
