-- equal errors add the degrees up; a group without error leaves those of the other
{{ config(enabled=(project_name == 'customer_segmentation')) }}

with

cases as (

    select * from (
        values
        (1.0, 10, 1.0, 10, 18.0),
        (2.0, 10, 0.0, 500, 9.0),
        (0.0, 500, 2.0, 10, 9.0),
        -- (3 + 1)^2 / (9 / 4 + 1 / 8)
        (3.0, 5, 1.0, 9, 6.736842105263158),
        (0.0, 10, 0.0, 10, null),
        (1.0, 1, 1.0, 10, null),
        (1.0, 10, null, 0, null)
    ) as cases (squared_error, amounts, other_squared_error, other_amounts, expected)

),

compared as (

    select
        squared_error,
        amounts,
        {{ welch_degrees_of_freedom(
            'squared_error', 'amounts', 'other_squared_error', 'other_amounts'
        ) }} as actual,
        expected
    from cases

)

select * from compared
where
    abs(actual - expected) > 0.000000001
    or (actual is null and expected is not null)
    or (actual is not null and expected is null)
