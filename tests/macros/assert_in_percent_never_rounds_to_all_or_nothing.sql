{{ config(enabled=(project_name == 'customer_segmentation')) }}

with

cases as (

    select * from (
        values
        (0.5772, '57.7 %'),
        (1, '100.0 %'),
        (0, '0.0 %'),
        (0.999999, '99.9 %'),
        (0.9995, '99.9 %'),
        (0.99949, '99.9 %'),
        (0.000001, 'less than 0.1 %'),
        (0.0005, '0.1 %'),
        (0.00049, 'less than 0.1 %'),
        (-0.123, '-12.3 %'),
        (12.5, '1,250.0 %'),
        (1.0001, '100.0 %'),
        (null, null)
    ) as cases (share, expected)

),

compared as (

    select
        *,
        {{ in_percent('share') }} as actual
    from cases

)

select * from compared
where actual is distinct from expected
