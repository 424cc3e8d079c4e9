{{ config(enabled=(project_name == 'customer_segmentation')) }}

with

-- 1, 2, 3, 4 vary by 5/3; 0.1 three times by nothing; large values that differ by a cent
cases as (

    select * from (
        values
        (4, '10', '30', 1.6666666666666667),
        (2, '0.50', '0.2500', 0.125),
        (3, '0.30', '0.0300', 0.0),
        (2, '19999999999.99', '199999999999800000000.0001', 0.00005),
        (2, '0', '0', 0.0),
        (2, '0', '2', 2.0),
        (1, '5', '25', null),
        (0, null, null, null)
    ) as cases (amounts, total, squares, expected)

),

typed as (

    select
        amounts,
        cast(total as decimal(38, 2)) as total,
        cast(squares as decimal(38, 4)) as squares,
        expected
    from cases

),

compared as (

    select
        amounts,
        total,
        {{ sample_variance('amounts', 'total', 'squares') }} as actual,
        expected
    from typed

)

select * from compared
where
    abs(actual - expected) > 0.000000001
    or (expected = 0 and actual <> 0)
    or (actual is null and expected is not null)
    or (actual is not null and expected is null)
