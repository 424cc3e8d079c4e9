with

purchases as (

    select
        customer_id,
        order_id,
        purchases_back,
        {{ ratio('sum(priced_amount)', 'sum(amount_at_price_of_others)') }} as price_level
    from {{ ref('customer_segmentation', 'int_decline_purchases') }}
    group by customer_id, order_id, purchases_back

),

-- the last three purchases beside those before; prices of everybody may rise as they like
levels as (

    select
        customer_id,
        count(case when purchases_back <= 3 then price_level end) as late,
        count(case when purchases_back > 3 then price_level end) as early,
        sum(case when purchases_back <= 3 then price_level end) as late_total,
        sum(case when purchases_back > 3 then price_level end) as early_total,
        sum(
            case when purchases_back > 3 then cast(price_level * price_level as decimal(28, 6)) end
        ) as early_squares
    from purchases
    group by customer_id

),

measured as (

    select
        customer_id,
        early,
        case
            when late = 3 and early >= 5
                then {{ ratio('late_total * early', '3 * early_total') }} - 1
        end as price_change,
        cast(late_total * early - 3 * early_total as {{ type_of('float') }}) / nullif(3 * early, 0)
            as difference,
        {{ sample_variance('early', 'early_total', 'early_squares') }} as variance
    from levels

),

judged as (

    select
        customer_id,
        cast(price_change as decimal(18, 6)) as price_change,
        -- by two and a half standard errors, which early prices that never vary don't have
        coalesce(
            price_change >= 0.05
            and difference * difference
            >= 2.5 * 2.5 * variance * (3 + early) / nullif(3 * early, 0),
            false
        ) as has_price_risen
    from measured

)

select * from judged
