{%- set open_end = "coalesce(next_as_of_date, cast('9999-12-31' as date))" -%}
with

month_ends as (

    {% if is_part('history') -%}
    select
        as_of_date,
        {{ open_end }} as stands_until
    from {{ ref('customer_segmentation', 'int_history_dates') }}
    where is_month_end
    {%- else -%}
    select
        as_of_date,
        as_of_date as stands_until
    from {{ ref('customer_segmentation', 'int_as_of_dates') }}
    where false
    {%- endif %}

),

-- a review is over when all its days are in the order lines: totals tell of none
reviewed as (

    select
        done.*,
        {% if uses_totals() -%}
        false
        {%- else -%}
        coalesce(
            done.review_ends_on <= least(as_of_dates.as_of_date, as_of_dates.last_line_on), false
        )
        {%- endif %} as is_reviewed,
        coalesce(done.outcome is null and done.review_ends_on < done.as_of_date, false)
            as is_overdue,
        month_ends.as_of_date as month_end
    from {{ ref('customer_segmentation', 'int_actions_done') }} as done
    cross join {{ ref('customer_segmentation', 'int_as_of_dates') }} as as_of_dates
    left join month_ends
        on
            done.done_on > month_ends.as_of_date
            and done.done_on <= month_ends.stands_until

),

-- an order of the day itself may have been there before the action
returned as (

    select
        reviewed.customer_id,
        reviewed.action,
        reviewed.done_on
    from reviewed
    inner join {{ ref('customer_segmentation', 'int_orders_by_day') }} as orders
        on
            reviewed.customer_id = orders.customer_id
            and reviewed.done_on < orders.ordered_on
            and reviewed.review_ends_on >= orders.ordered_on
    where orders.is_purchase
    group by reviewed.customer_id, reviewed.action, reviewed.done_on

),

schemes as (

    select 'all' as scheme
    union
    select scheme from {{ ref('customer_segmentation', 'dim_segments') }}
    where has_customers

),

-- an action is one of each scheme's, in the segment that the customer was in
followed as (

    select
        schemes.scheme,
        {% if is_part('history') -%}
        case schemes.scheme when 'all' then 'all' else coalesce(segments.segment, 'unknown') end
        {%- else -%}
        case schemes.scheme when 'all' then 'all' else 'unknown' end
        {%- endif %} as segment,
        reviewed.customer_id,
        reviewed.action,
        reviewed.is_overdue,
        reviewed.is_reviewed,
        reviewed.is_reviewed and returned.customer_id is not null as has_come_back,
        reviewed.done_on,
        reviewed.review_ends_on,
        reviewed.month_end
    from reviewed
    cross join schemes
    left join returned
        on
            reviewed.customer_id = returned.customer_id
            and reviewed.action = returned.action
            and reviewed.done_on = returned.done_on
    {%- if is_part('history') %}
    left join {{ ref('customer_segmentation', 'int_history_segmented') }} as segments
        on
            schemes.scheme = segments.scheme
            and reviewed.customer_id = segments.customer_id
            and reviewed.month_end = segments.as_of_date
    {%- endif %}

)

select * from followed
