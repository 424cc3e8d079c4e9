{%- set disputed = setting('disputed_order_statuses') or [] -%}
{%- set troubled = (setting('excluded_order_statuses') or []) + disputed -%}
with

purchases as (

    select
        customer_id,
        order_id,
        order_placed_on,
        purchases_back,
        {{ ratio('sum(priced_amount)', 'sum(amount_at_price_of_others)') }} as price_level
    from {{ ref('customer_segmentation', 'int_decline_purchases') }}
    group by customer_id, order_id, order_placed_on, purchases_back

),

-- prices of the last three purchases beside those before them; other prices may rise as they like
priced as (

    select
        customer_id,
        count(case when purchases_back <= 3 then price_level end) as late,
        count(case when purchases_back > 3 then price_level end) as early,
        sum(case when purchases_back <= 3 then price_level end) as late_total,
        sum(case when purchases_back > 3 then price_level end) as early_total,
        sum(
            case when purchases_back > 3 then cast(price_level * price_level as decimal(28, 6)) end
        ) as early_squares,
        count(*) as purchases,
        count(case when purchases_back <= 5 then 1 end) as last_purchases,
        min(case when purchases_back <= 5 then order_placed_on end) as last_purchases_from
    from purchases
    group by customer_id

),

troubles as (

    select
        priced.customer_id,
        count(distinct lines.order_id) as orders_gone_wrong
    from priced
    inner join {{ ref('customer_segmentation', 'fct_order_lines') }} as lines
        on
            priced.customer_id = lines.customer_id
            and priced.last_purchases_from <= lines.ordered_on
    cross join {{ ref('customer_segmentation', 'int_as_of_dates') }} as as_of_dates
    where
        lines.ordered_on <= as_of_dates.as_of_date
        and (lines.is_refund or {{ has_status('lines', troubled) }})
    group by priced.customer_id

),

measured as (

    select
        priced.customer_id,
        priced.purchases,
        priced.last_purchases,
        coalesce(troubles.orders_gone_wrong, 0) as orders_gone_wrong,
        case
            when priced.late = 3 and priced.early >= 5
                then {{ ratio(
                    'priced.late_total * priced.early', '3 * priced.early_total'
                ) }} - 1
        end as price_change,
        -- the difference of the means in its standard errors, squared
        cast(priced.late_total * priced.early - 3 * priced.early_total as {{ type_of('float') }})
        / (3 * priced.early) as price_difference,
        {{ sample_variance('priced.early', 'priced.early_total', 'priced.early_squares') }}
            as price_variance,
        priced.early
    from priced
    left join troubles
        on priced.customer_id = troubles.customer_id

),

judged as (

    select
        customer_id,
        purchases,
        last_purchases,
        orders_gone_wrong,
        cast(price_change as decimal(18, 6)) as price_change,
        coalesce(
            price_change >= 0.05
            and price_difference * price_difference
            >= 2.5 * 2.5 * price_variance * (1.0 / 3 + 1.0 / early),
            false
        ) as has_price_risen,
        orders_gone_wrong >= 2 and 2 * orders_gone_wrong >= last_purchases as has_gone_wrong
    from measured

)

select * from judged
