with

placed as (

    select
        members.campaign_id,
        members.customer_id,
        members.is_control,
        campaigns.is_measured,
        campaigns.compared_from,
        campaigns.starts_on,
        campaigns.measured_until
    from {{ ref('customer_segmentation', 'stg_segmentation__campaign_members') }} as members
    inner join {{ ref('customer_segmentation', 'int_campaign_windows') }} as campaigns
        on members.campaign_id = campaigns.campaign_id

),

bought as (

    select
        placed.campaign_id,
        placed.customer_id,
        sum(case when order_days.ordered_on >= placed.starts_on then order_days.revenue end)
            as revenue,
        sum(case when order_days.ordered_on < placed.starts_on then order_days.revenue end)
            as revenue_before,
        count(
            case
                when order_days.is_purchase and order_days.ordered_on >= placed.starts_on then 1
            end
        ) > 0 as is_buyer
    from placed
    inner join {{ ref('customer_segmentation', 'int_customers_totalled') }} as buyers
        on placed.customer_id = buyers.customer_id
    inner join {{ ref('customer_segmentation', 'int_orders_by_day') }} as order_days
        on
            placed.customer_id = order_days.customer_id
            and order_days.ordered_on between
            coalesce(placed.compared_from, placed.starts_on) and placed.measured_until
    group by placed.campaign_id, placed.customer_id

),

-- who bought nothing was chosen like the others, and counts with nothing
measured as (

    select
        placed.campaign_id,
        placed.customer_id,
        cast(
            case when placed.is_measured then coalesce(bought.revenue, 0) end
            as {{ type_of('money') }}
        ) as revenue,
        cast(
            case when placed.compared_from is not null then coalesce(bought.revenue_before, 0) end
            as {{ type_of('money') }}
        ) as revenue_before,
        placed.is_control,
        case when placed.is_measured then coalesce(bought.is_buyer, false) end as is_buyer
    from placed
    left join bought
        on
            placed.campaign_id = bought.campaign_id
            and placed.customer_id = bought.customer_id

)

select * from measured
