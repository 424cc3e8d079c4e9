{%- set places = setting('amount_decimals') -%}
with

compared as (

    select * from {{ ref('customer_segmentation', 'int_campaign_groups_compared') }}

),

campaigns as (

    select * from {{ ref('customer_segmentation', 'int_campaign_windows') }}

),

totalled as (

    select
        compared.campaign_id,
        compared.scheme,
        compared.segment,
        campaigns.cost,
        compared.treated_customers,
        sum(compared.treated_customers) over (
            partition by compared.campaign_id, compared.scheme
            order by compared.segment
            rows between unbounded preceding and current row
        ) as treated_so_far,
        sum(compared.treated_customers) over (
            partition by compared.campaign_id, compared.scheme
        ) as treated_in_all
    from compared
    inner join campaigns
        on compared.campaign_id = campaigns.campaign_id

),

running as (

    select
        *,
        treated_so_far - treated_customers as treated_before
    from totalled

),

-- a share is what rounding leaves between two points of the running cost: shares add up
shared as (

    select
        campaign_id,
        scheme,
        segment,
        case
            when scheme = 'all' then cost
            else cast(
                {{ ratio('cost * treated_so_far', 'treated_in_all', places) }}
                - {{ ratio('cost * treated_before', 'treated_in_all', places) }}
                as {{ type_of('money') }}
            )
        end as cost
    from running

)

select * from shared
