with

groups as (

    select * from {{ ref('customer_segmentation', 'int_campaign_groups_compared') }}

),

campaigns as (

    select * from {{ ref('customer_segmentation', 'int_campaign_windows') }}

),

totalled as (

    select
        groups.campaign_id,
        groups.scheme,
        groups.segment,
        campaigns.cost,
        groups.treated_customers,
        sum(groups.treated_customers) over (
            partition by groups.campaign_id, groups.scheme
            order by groups.segment
            rows between unbounded preceding and current row
        ) as treated_so_far,
        sum(groups.treated_customers) over (
            partition by groups.campaign_id, groups.scheme
        ) as treated_in_all
    from groups
    inner join campaigns
        on groups.campaign_id = campaigns.campaign_id

),

-- a share is what rounding leaves between two points of the running cost: shares add up
shared as (

    select
        campaign_id,
        scheme,
        segment,
        case
            when scheme = 'all' then cost
            else
                cast(
                    {{ ratio('cost * treated_so_far', 'treated_in_all', setting('amount_decimals')) }}
                    - {{ ratio(
                        'cost * (treated_so_far - treated_customers)', 'treated_in_all',
                        setting('amount_decimals'),
                    ) }}
                    as {{ money_type() }}
                )
        end as cost
    from totalled

)

select * from shared
