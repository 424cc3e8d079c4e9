{{ config(enabled=(project_name == 'customer_segmentation')) }}

with

cases as (

    select * from (
        values
        (29570, 0, 1.000000),
        (29570, 205, 0.993067),
        (1, 1, 0.000000),
        (3, 1, 0.666666),
        (1000000, 1, 0.999999),
        (10000000, 1, 0.999999),
        (9000000000, 1, 0.999999),
        (2, 5, 0.000000),
        (0, 0, null),
        (0, 1, null),
        (null, 0, null),
        (5, null, null)
    ) as cases (checked, failed, expected)

),

compared as (

    select
        checked,
        failed,
        {{ pass_rate('checked', 'failed') }} as actual,
        expected
    from cases

)

select * from compared
where actual is distinct from expected
