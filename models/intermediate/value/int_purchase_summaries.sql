with

-- an order's later lines belong to its purchase; a refund lowers the day that it is on
counted as (

    select
        order_days.*,
        case
            when order_days.order_lines > order_days.refund_lines then order_days.order_placed_on
            else order_days.ordered_on
        end as purchased_on
    from {{ ref('customer_segmentation', 'int_orders_by_day') }} as order_days
    inner join {{ ref('customer_segmentation', 'int_as_of_dates') }} as as_of_dates
        on
            order_days.ordered_on >= as_of_dates.window_starts_on
            and order_days.ordered_on <= as_of_dates.as_of_date

),

-- days with a purchase: an order is one, on its first day
days as (

    select
        customer_id,
        purchased_on,
        min(purchased_on) over (partition by customer_id) as first_purchased_on,
        cast(sum(revenue) as {{ type_of('money') }}) as revenue
    from counted
    group by customer_id, purchased_on
    having sum(case when is_purchase then 1 else 0 end) > 0

),

valued as (

    select
        *,
        case when purchased_on > first_purchased_on and revenue > 0 then 1 else 0 end as is_valued
    from days

),

summed as (

    select
        dates.fit,
        valued.customer_id,
        valued.first_purchased_on,
        dates.ends_on,
        count(*) - 1 as frequency,
        max(valued.purchased_on) as last_purchased_on,
        sum(valued.is_valued) as valued_days,
        sum(valued.is_valued * valued.revenue) as value_of_days,
        sum(valued.revenue) as revenue,
        sum(case
            when valued.purchased_on > cast({{ dbt.dateadd('day', -365, 'dates.ends_on') }} as date)
                then valued.revenue
            else 0
        end) as revenue_of_year
    from valued
    inner join {{ ref('customer_segmentation', 'int_fit_dates') }} as dates
        on valued.purchased_on <= dates.ends_on
    group by dates.fit, valued.customer_id, valued.first_purchased_on, dates.ends_on

),

summarized as (

    select
        fit,
        customer_id,
        cast(frequency as integer) as frequency,
        cast({{ dbt.datediff('first_purchased_on', 'last_purchased_on', 'day') }} as integer)
            as recency_days,
        cast({{ dbt.datediff('first_purchased_on', 'ends_on', 'day') }} as integer) as age_days,
        cast(valued_days as integer) as valued_days,
        cast(value_of_days as decimal(28, 6)) as value_of_days,
        cast(revenue as {{ type_of('money') }}) as revenue,
        cast(revenue_of_year as {{ type_of('money') }}) as revenue_of_year
    from summed

)

select * from summarized
