{%- set cell = 'month_end, lateness_band, value_band, rhythm_band' -%}
with

customers as (

    select * from {{ ref('customer_segmentation', 'int_customers_followed') }}

),

-- of whom the action was the first since the month end, before any order
treated as (

    select
        done.customer_id,
        done.action,
        customers.lateness_band,
        customers.value_band,
        customers.rhythm_band,
        done.done_on,
        done.review_ends_on,
        done.month_end
    from {{ ref('customer_segmentation', 'int_actions_followed') }} as done
    inner join customers
        on
            done.customer_id = customers.customer_id
            and done.month_end = customers.month_end
            and done.done_on = customers.first_done_on
            and done.done_on < customers.next_ordered_on
    where
        done.scheme = 'all'
        and done.is_reviewed

),

-- days are looked at once, for however many customers
reviews as (

    select
        {{ cell }},
        done_on,
        review_ends_on
    from treated
    group by {{ cell }}, done_on, review_ends_on

),

waiting as (

    select
        {{ cell }},
        next_ordered_on,
        first_done_on,
        count(*) as customers
    from customers
    group by {{ cell }}, next_ordered_on, first_done_on

),

-- an action after that day is no reason to leave a customer out: it is done for who doesn't come
-- back, and only those who did would remain
alike as (

    select
        reviews.month_end,
        reviews.lateness_band,
        reviews.value_band,
        reviews.rhythm_band,
        reviews.done_on,
        reviews.review_ends_on,
        cast(sum(waiting.customers) as bigint) as alike_customers,
        cast(sum(case
            when waiting.next_ordered_on <= reviews.review_ends_on then waiting.customers else 0
        end) as bigint) as alike_came_back
    from reviews
    inner join waiting
        on
            reviews.month_end = waiting.month_end
            and reviews.lateness_band = waiting.lateness_band
            and reviews.value_band = waiting.value_band
            and reviews.rhythm_band = waiting.rhythm_band
            and reviews.done_on < waiting.next_ordered_on
            and reviews.done_on < waiting.first_done_on
    group by
        reviews.month_end, reviews.lateness_band, reviews.value_band, reviews.rhythm_band,
        reviews.done_on, reviews.review_ends_on

),

matched as (

    select
        treated.*,
        alike.alike_customers,
        alike.alike_came_back
    from treated
    inner join alike
        on
            treated.month_end = alike.month_end
            and treated.lateness_band = alike.lateness_band
            and treated.value_band = alike.value_band
            and treated.rhythm_band = alike.rhythm_band
            and treated.done_on = alike.done_on
            and treated.review_ends_on = alike.review_ends_on

)

select * from matched
