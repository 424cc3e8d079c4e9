with

customers as (

    select * from {{ ref('customer_segmentation', 'int_declining_customers') }}

),

given_up as (

    select
        customer_id,
        {{ joined_text('product_line', 'revenue_lost desc, product_line', ', ') }}
            as product_lines_given_up,
        min(purchases_since) as purchases_since,
        sum(revenue_lost) as revenue_lost
    from {{ ref('customer_segmentation', 'int_product_lines_given_up') }}
    group by customer_id

),

-- what product lines and the others explain of the loss; what is left is for prices and service
shared as (

    select
        customers.*,
        prices.price_change,
        prices.has_price_risen,
        coalesce(troubles.last_purchases, 0) as last_purchases,
        coalesce(troubles.orders_gone_wrong, 0) as orders_gone_wrong,
        troubles.has_gone_wrong,
        given_up.product_lines_given_up,
        given_up.purchases_since,
        coalesce({{ ratio('given_up.revenue_lost', 'customers.revenue_lost', 6, 28) }}, 0)
            as range_share,
        coalesce({{ ratio(
            'cast(customers.peers_fall as decimal(19, 6)) * customers.usual_revenue',
            'customers.revenue_lost', 6, 28
        ) }}, 0) as season_share
    from customers
    left join {{ ref('customer_segmentation', 'int_decline_prices') }} as prices
        on customers.customer_id = prices.customer_id
    left join {{ ref('customer_segmentation', 'int_decline_troubles') }} as troubles
        on customers.customer_id = troubles.customer_id
    left join given_up
        on customers.customer_id = given_up.customer_id

),

weighed as (

    select
        *,
        least(range_share, 1) as share_of_range,
        least(season_share, 1) as share_of_season,
        greatest(1 - range_share - season_share, 0) as share_of_others
    from shared

),

decided as (

    select
        *,
        case
            when has_gone_wrong and share_of_others >= greatest(share_of_range, share_of_season)
                then 'service'
            when has_price_risen and share_of_others >= greatest(share_of_range, share_of_season)
                then 'price'
            when product_lines_given_up is not null and share_of_range >= share_of_season
                then 'range'
            when peers_fall is not null then 'season'
            when has_fallen then 'none_seen'
            else 'rhythm'
        end as cause
    from weighed

),

told as (

    select
        customer_id,
        cause,
        {{ cause_in_words() }} as sentence,
        peer_country,
        product_lines_given_up,
        usual_revenue,
        recent_revenue,
        revenue_lost,
        case
            when revenue_lost > 0
                then cast(
                    case
                        when cause = 'range' then share_of_range
                        when cause = 'season' then share_of_season
                        when cause in ('price', 'service') then share_of_others
                    end as decimal(18, 6)
                )
        end as cause_share,
        price_change,
        -peers_fall as peers_change,
        orders_gone_wrong,
        last_purchases,
        is_late,
        has_fallen,
        as_of_date
    from decided

)

select * from told
