-- what is measured wrongly can't be told from the figures, so a broken campaign stops them
{{ config(enabled=is_part('campaigns'), fail_calc=raised()) }}

{% set has_campaigns = var('segmentation_campaigns') or is_shipped('campaigns') -%}
with

campaigns as (

    select * from {{ ref('customer_segmentation', 'stg_segmentation__campaigns') }}

),

members as (

    select * from {{ ref('customer_segmentation', 'stg_segmentation__campaign_members') }}

),

-- one sentence a campaign: its first problem
campaigns_judged as (

    select
        'segmentation_campaigns: campaign ' || campaign_id || case
            {%- for column in ['starts_on', 'ends_on'] %}
            when {{ column }} is null
                then
                    ' has no readable {{ column }}' || coalesce(' (' || raw_{{ column }} || ')', '')
                    || '; allowed: an ISO 8601 date.'
            {%- endfor %}
            when ends_on < starts_on
                then
                    ' starts on ' || cast(starts_on as {{ dbt.type_string() }}) || ' and ends on '
                    || cast(ends_on as {{ dbt.type_string() }}) || '; allowed: not earlier.'
            when cost is null and raw_cost is not null
                then ' has the unreadable cost ' || raw_cost || '; allowed: a plain number.'
            when cost < 0
                then ' has the negative cost ' || raw_cost || '; allowed: 0 or more, or nothing.'
            when is_seasonal is null and raw_is_seasonal is not null
                then
                    ' has the unreadable is_seasonal ' || raw_is_seasonal
                    || '; allowed: true or false, or nothing.'
        end as problem
    from campaigns

),

-- one row a member, so that a customer of both groups counts once
members_checked as (

    select
        members.campaign_id,
        members.customer_id,
        case
            {%- if has_campaigns %}
            when max(campaigns.campaign_id) is null
                then 'are in a campaign that is not listed; allowed: listed campaigns'
            {%- endif %}
            when count(members.is_control) < count(*)
                then 'have no readable is_control; allowed: true or false'
            when count(*) > 1 then 'are both treated and control; allowed: one of the two'
        end as fault
    from members
    left join campaigns
        on members.campaign_id = campaigns.campaign_id
    group by members.campaign_id, members.customer_id

),

members_numbered as (

    select
        *,
        row_number() over (partition by campaign_id, fault order by customer_id) as number
    from members_checked
    where fault is not null

),

-- one sentence a campaign and problem, with the first few customers
members_judged as (

    select
        'segmentation_campaign_members: campaign ' || campaign_id || ', customers '
        || {{ joined_text('case when number <= 3 then customer_id end', 'customer_id', ', ') }}
        || case when count(*) > 3 then ', ...' else '' end
        || ' (' || cast(count(*) as {{ dbt.type_string() }}) || ' in all) ' || fault || '.'
            as problem
    from members_numbered
    group by campaign_id, fault

),

problems as (

    select problem from campaigns_judged
    union all
    select problem from members_judged

)

select {{ joined_text('problem', 'problem') }} as problem
from problems
having count(problem) > 0
