with

history as (

    select * from {{ ref('customer_segmentation', 'int_segment_history') }}

),

-- the first month has no month before, so nobody moved in it
arrived as (

    select
        month,
        scheme,
        coalesce(previous_segment, 'new') as from_segment,
        segment as to_segment,
        previous_segment is null as is_new,
        false as is_lapsed,
        revenue
    from history
    where not is_first_month

),

left_behind as (

    select
        next_month as month,
        scheme,
        segment as from_segment,
        'lapsed' as to_segment,
        false as is_new,
        true as is_lapsed,
        revenue
    from history
    where is_lapsing

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
        count(*) as customers,
        cast(sum(revenue) as {{ money_type() }}) as revenue,
        is_new,
        is_lapsed
    from moves
    group by month, scheme, from_segment, to_segment, is_new, is_lapsed

)

select * from counted
