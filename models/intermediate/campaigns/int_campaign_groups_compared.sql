with

campaigns as (

    select * from {{ ref('customer_segmentation', 'int_campaign_windows') }}

),

groups as (

    select * from {{ ref('customer_segmentation', 'int_campaign_groups_summed') }}

),

treated as (

    select * from groups
    where not is_control

),

control as (

    select * from groups
    where is_control

),

-- every campaign, also one without members
cells as (

    select
        campaign_id,
        'all' as scheme,
        'all' as segment
    from campaigns
    union
    select
        campaign_id,
        scheme,
        segment
    from groups

),

-- a group without customers has no revenue, unless nothing was measured
compared as (

    select
        cells.campaign_id,
        cells.scheme,
        cells.segment,
        {% for group in ['treated', 'control'] -%}
        coalesce({{ group }}.customers, 0) as {{ group }}_customers,
        case when campaigns.is_measured then coalesce({{ group }}.buyers, 0) end
            as {{ group }}_buyers,
        cast(
            case when campaigns.is_measured then coalesce({{ group }}.revenue, 0) end
            as {{ type_of('money') }}
        ) as {{ group }}_revenue,
        {{ group }}.squared_error as {{ group }}_squared_error,
        {{ group }}.revenue_before as {{ group }}_revenue_before,
        {{ group }}.variance_before as {{ group }}_variance_before,
        {% endfor -%}
        campaigns.is_measured
    from cells
    inner join campaigns
        on cells.campaign_id = campaigns.campaign_id
    left join treated
        on
            cells.campaign_id = treated.campaign_id
            and cells.scheme = treated.scheme
            and cells.segment = treated.segment
    left join control
        on
            cells.campaign_id = control.campaign_id
            and cells.scheme = control.scheme
            and cells.segment = control.segment

),

rated as (

    select
        {% for group in ['treated', 'control'] -%}
        {{ ratio(group ~ '_buyers', group ~ '_customers') }} as {{ group }}_buyer_rate,
        {{ ratio(group ~ '_revenue', group ~ '_customers', 4) }}
            as {{ group }}_revenue_per_head,
        {% endfor -%}
        *
    from compared

)

select * from rated
