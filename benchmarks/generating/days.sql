-- the calendar: each day with the orders of it, first_order <= order < next_order
create table days as
with

calendar as (

    select cast(unnest(generate_series(
        date '2023-01-01', date '2025-12-31', interval 1 day
    )) as date) as day

),

-- weights are whole numbers: a season, a quiet weekend, and growth of 60 % over three years
weighted as (

    select
        day,
        getvariable('month_weights')[month(day)]
        * getvariable('weekday_weights')[isodow(day)]
        * (1000 + 600 * (day - date '2023-01-01') // 1095) as weight
    from calendar

),

summed as (

    select
        day,
        sum(weight) over (order by day) as weight_by_then,
        sum(weight) over () as weight_of_all
    from weighted

),

bounded as (

    select
        day,
        cast(getvariable('orders') * weight_by_then // weight_of_all as bigint) as next_order
    from summed

),

spread as (

    select
        day,
        strftime(day, '%Y-%m') as ordered_month,
        lag(next_order, 1, 0) over (order by day) as first_order,
        next_order,
        cast(0 as bigint) as first_line,
        cast(getvariable('lines') as bigint) as next_line
    from bounded
    -- the day after the last one, for lines that come later
    union all
    select
        date '2026-01-01' as day,
        '2026-01' as ordered_month,
        cast(getvariable('orders') as bigint) as first_order,
        cast(getvariable('orders') + getvariable('later_lines') as bigint) as next_order,
        cast(getvariable('orders') * 3 as bigint) as first_line,
        cast(getvariable('orders') * 3 + getvariable('later_lines') as bigint) as next_line

)

select * from spread;
