-- upper 2.5 % points of Student's t: Abramowitz and Stegun 1964, table 26.10
{{ config(enabled=(project_name == 'customer_segmentation')) }}

with

cases as (

    select * from (
        values
        (5.0, 2.5706), (6.0, 2.4469), (7.0, 2.3646), (8.0, 2.3060), (10.0, 2.2281), (12.0, 2.1788),
        (15.0, 2.1314), (20.0, 2.0860), (30.0, 2.0423), (40.0, 2.0211), (60.0, 2.0003),
        (100.0, 1.9840), (120.0, 1.9799), (1000000000.0, 1.9600)
    ) as cases (degrees_of_freedom, expected)

),

too_few as (

    select * from (values (4.99), (1.0), (0.0), (null)) as too_few (degrees_of_freedom)

),

compared as (

    select
        degrees_of_freedom,
        {{ t_quantile('degrees_of_freedom') }} as actual,
        expected
    from cases
    union all
    select
        degrees_of_freedom,
        {{ t_quantile('degrees_of_freedom') }} as actual,
        null as expected
    from too_few

)

select * from compared
where
    abs(actual - expected) >= 0.0005
    or (actual is null and expected is not null)
    or (actual is not null and expected is null)
