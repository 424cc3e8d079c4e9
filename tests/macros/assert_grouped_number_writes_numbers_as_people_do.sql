{{ config(enabled=(project_name == 'customer_segmentation')) }}

with

cases as (

    select * from (
        values
        (0, '0', '0.00'),
        (7, '7', '7.00'),
        (999, '999', '999.00'),
        (1000, '1,000', '1,000.00'),
        (-1000, '-1,000', '-1,000.00'),
        (-999.5, '-1,000', '-999.50'),
        (999999.994, '1,000,000', '999,999.99'),
        (12345.678, '12,346', '12,345.68'),
        (100000, '100,000', '100,000.00'),
        (64054238.74, '64,054,239', '64,054,238.74'),
        (1002003004005006.07, '1,002,003,004,005,006', '1,002,003,004,005,006.07'),
        (0.004, '0', '0.00'),
        (0.005, '0', '0.01'),
        (null, null, null)
    ) as cases (number, expected, expected_with_places)

),

compared as (

    select
        *,
        {{ grouped_number('number') }} as actual,
        {{ grouped_number('number', 2) }} as actual_with_places
    from cases

)

select * from compared
where
    actual is distinct from expected
    or actual_with_places is distinct from expected_with_places
