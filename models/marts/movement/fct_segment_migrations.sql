with

history as (

    select * from {{ ref('customer_segmentation', 'int_month_end_moves') }}

),

-- the first month has no month before, so nobody moved in it; states are in brackets, which no
-- segment may be
arrived as (

    select
        month,
        scheme,
        coalesce(previous_segment, '(new)') as from_segment,
        segment as to_segment,
        previous_segment is null as is_new,
        false as is_lapsed,
        customers,
        revenue,
        case when previous_segment is null then 0 else previous_revenue end as previous_revenue
    from history
    where not is_first_month

),

left_behind as (

    select
        next_month as month,
        scheme,
        segment as from_segment,
        '(lapsed)' as to_segment,
        false as is_new,
        true as is_lapsed,
        customers,
        0 as revenue,
        revenue as previous_revenue
    from history
    where next_month is not null and next_segment is null

),

moves as (

    select * from arrived
    union all
    select * from left_behind

),

counted as (

    select
        month,
        scheme,
        from_segment,
        to_segment,
        cast(sum(customers) as bigint) as customers,
        cast(sum(revenue) as {{ type_of('money') }}) as revenue,
        cast(sum(previous_revenue) as {{ type_of('money') }}) as previous_revenue,
        is_new,
        is_lapsed
    from moves
    group by month, scheme, from_segment, to_segment, is_new, is_lapsed

)

select * from counted
