with

history as (

    select * from {{ ref('customer_segmentation', 'int_segment_history') }}

),

month_ends as (

    select * from {{ ref('customer_segmentation', 'int_month_ends') }}

),

segments as (

    select
        scheme,
        segment
    from {{ ref('customer_segmentation', 'int_segments') }}

),

counted as (

    select
        as_of_date,
        scheme,
        segment,
        count(*) as customers
    from history
    group by as_of_date, scheme, segment

),

totals as (

    select
        as_of_date,
        scheme,
        sum(customers) as customers
    from counted
    group by as_of_date, scheme

),

shared as (

    select
        month_ends.month,
        totals.scheme,
        segments.segment,
        {{ smoothed_share('then_counted.customers', 'before.customers') }} as share_before,
        {{ smoothed_share('now_counted.customers', 'totals.customers') }} as share_now
    from month_ends
    inner join totals
        on month_ends.as_of_date = totals.as_of_date
    inner join totals as before
        on
            month_ends.previous_as_of_date = before.as_of_date
            and totals.scheme = before.scheme
    inner join segments
        on totals.scheme = segments.scheme
    left join counted as now_counted
        on
            month_ends.as_of_date = now_counted.as_of_date
            and segments.scheme = now_counted.scheme
            and segments.segment = now_counted.segment
    left join counted as then_counted
        on
            month_ends.previous_as_of_date = then_counted.as_of_date
            and segments.scheme = then_counted.scheme
            and segments.segment = then_counted.segment

),

-- each term is rounded, so that the sum does not depend on the order it is added in
indexed as (

    select
        month,
        scheme,
        cast(sum(cast(
            (share_now - share_before) * ln(share_now / share_before) as decimal(28, 12)
        )) as decimal(18, 6)) as population_stability_index
    from shared
    group by month, scheme

)

select * from indexed
