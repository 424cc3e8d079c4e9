{%- set statuses = (setting('excluded_order_statuses') or [])
    + (setting('disputed_order_statuses') or []) -%}
{%- set more_than_usual = 'orders_gone_wrong - usually_gone_wrong' -%}
with

last_purchases as (

    select
        customer_id,
        max(purchases_back) as purchases,
        min(order_placed_on) as ordered_from
    from {{ ref('customer_segmentation', 'int_decline_purchases') }}
    where purchases_back <= 5
    group by customer_id

),

-- orders that went wrong, of everybody
wrong as (

    select
        lines.customer_id,
        lines.order_id,
        max(lines.ordered_on) as last_on
    from {{ ref('customer_segmentation', 'fct_order_lines') }} as lines
    cross join {{ ref('customer_segmentation', 'int_as_of_dates') }} as as_of_dates
    where
        {{ in_window('lines', 'as_of_dates') }}
        and (lines.is_refund or {{ has_status('lines', statuses) }})
    group by lines.customer_id, lines.order_id

),

wrong_in_all as (

    select count(*) as orders_gone_wrong from wrong

),

bought_in_all as (

    select count(*) as purchases
    from {{ ref('customer_segmentation', 'int_orders_in_window') }}
    where is_purchase

),

counted as (

    select
        last_purchases.customer_id,
        last_purchases.purchases,
        count(wrong.order_id) as orders_gone_wrong
    from last_purchases
    left join wrong
        on
            last_purchases.customer_id = wrong.customer_id
            and last_purchases.ordered_from <= wrong.last_on
    group by last_purchases.customer_id, last_purchases.purchases

),

compared as (

    select
        counted.*,
        {{ ratio(
            'counted.purchases * wrong_in_all.orders_gone_wrong', 'bought_in_all.purchases'
        ) }} as usually_gone_wrong
    from counted
    cross join wrong_in_all
    cross join bought_in_all

),

-- more than with others, by two standard errors of a count
judged as (

    select
        customer_id,
        purchases as last_purchases,
        orders_gone_wrong,
        coalesce(
            orders_gone_wrong >= 2
            and 2 * orders_gone_wrong >= purchases
            and orders_gone_wrong > usually_gone_wrong
            and ({{ more_than_usual }}) * ({{ more_than_usual }}) >= 4 * usually_gone_wrong,
            false
        ) as has_gone_wrong
    from compared

)

select * from judged
