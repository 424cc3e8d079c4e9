with

campaigns as (

    select * from {{ ref('customer_segmentation', 'fct_campaign_performance') }}
    where scheme = 'all'

),

told as (

    select
        {{ insight(
            id="'campaign.' || campaign_id", subject='campaign_name',
            sentence="campaign_name || ': ' || replace(verdict, 'evidence', 'evidence of an effect')
                || '. Those who were addressed brought '
                || " ~ change_in_percent('relative_lift') ~ " || ' a head than the control group'
                || coalesce(
                    ' (95 % interval from ' || " ~ in_percent('relative_lift_low')
                    ~ " || ' to ' || " ~ in_percent('relative_lift_high') ~ " || ')', ''
                ) || '.'",
            figure='relative_lift', low='relative_lift_low', high='relative_lift_high',
            unit="'change of revenue per head'",
            mart='fct_campaign_performance',
        ) }}
    from campaigns
    where relative_lift is not null
    union all
    select
        {{ insight(
            id="'campaign_return.' || campaign_id", subject='campaign_name',
            sentence="campaign_name || ': ' || case when incremental_revenue < 0 then "
                ~ amount_in_words('-incremental_revenue') ~ " || ' less revenue than without it'
                else " ~ amount_in_words('incremental_revenue') ~ " || ' of additional revenue' end
                || coalesce(
                    case when return_on_investment < 0 then ', a net loss of '
                    else ', a net return of ' end || "
                    ~ amount_in_words('abs(return_on_investment)')
                    ~ " || ' on each {currency} 1 spent', ''
                ) || case when verdict in ('worked', 'hurt') then '' else '; it may be chance' end
                || '.'",
            figure='incremental_revenue', unit="'money'",
            low='incremental_revenue_low', high='incremental_revenue_high',
            other_figure='return_on_investment', other_unit="'return per money spent'",
            mart='fct_campaign_performance',
        ) }}
    from campaigns
    where incremental_revenue is not null
    union all
    -- no control group, no figure
    select
        {{ insight(
            id="'campaign.' || campaign_id", subject='campaign_name',
            sentence="campaign_name || ': ' || verdict || '.'",
            figure='null', unit="'change of revenue per head'",
            mart='fct_campaign_performance',
        ) }}
    from campaigns
    where relative_lift is null

)

select * from told
