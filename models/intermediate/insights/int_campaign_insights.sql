with

campaigns as (

    select * from {{ ref('customer_segmentation', 'fct_campaign_performance') }}
    where scheme = 'all'

),

told as (

    select
        {{ insight(
            id="'campaign.' || campaign_id", subject='campaign_name',
            sentence="campaign_name || ': ' || verdict || '. Those who were addressed brought '
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
            sentence="campaign_name || ': ' || " ~ grouped_number(
                'incremental_revenue', setting('amount_decimals')
            ) ~ " || ' of additional revenue'
                || coalesce(
                    ', a net return of ' || " ~ grouped_number('return_on_investment', 2)
                    ~ " || ' on each 1 spent', ''
                ) || case verdict when 'worked' then '.' else '; chance may have made it.' end",
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
