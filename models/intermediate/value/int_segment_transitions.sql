with

-- a month end with one after it: where customers are then, or out of the window, and what they
-- have brought by then
counted as (

    select
        scheme,
        segment as from_segment,
        next_segment as to_segment,
        cast(sum(customers) as bigint) as steps,
        coalesce(sum(next_month_revenue), 0) as revenue
    from {{ ref('customer_segmentation', 'int_month_end_moves') }}
    where next_month is not null
    group by scheme, segment, next_segment

),

shared as (

    select
        scheme,
        from_segment,
        to_segment,
        {{ ratio('steps', 'sum(steps) over from_here', 10) }} as probability,
        {{ ratio(
            'cast(sum(revenue) over from_here as ' ~ type_of('money') ~ ')',
            'sum(steps) over from_here', 8, 28
        ) }} as monthly_revenue
    from counted
    window from_here as (partition by scheme, from_segment)

)

select * from shared
