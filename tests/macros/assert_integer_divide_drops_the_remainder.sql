{{ config(enabled=(project_name == 'customer_segmentation')) }}

with

cases as (

    select * from (
        values
        (7, 2, 3),
        (6, 2, 3),
        (1, 2, 0),
        (0, 5, 0),
        (9, 1, 9),
        (-7, 2, -3),
        (null, 2, null),
        (7, null, null)
    ) as cases (dividend, divisor, expected)

),

-- sums as arguments: the macro must keep them together
compared as (

    select
        dividend,
        divisor,
        {{ integer_divide('dividend', 'divisor') }} as actual,
        expected
    from cases
    union all
    select
        dividend,
        divisor,
        {{ integer_divide('dividend + 1', 'divisor + 1') }} as actual,
        cast(8 / 3 - 0.5 as integer) as expected
    from cases
    where
        dividend = 7
        and divisor = 2

)

select * from compared
where actual is distinct from expected
