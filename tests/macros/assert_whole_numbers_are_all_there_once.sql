{{ config(enabled=(project_name == 'customer_segmentation')) }}

with

units as (

    {{ whole_numbers(1) }}

),

thousands as (

    {{ whole_numbers(3) }}

),

counted as (

    select
        'one digit' as described_as,
        count(*) as numbers,
        count(distinct number) as distinct_numbers,
        min(number) as lowest,
        max(number) as highest,
        10 as expected
    from units
    union all
    select
        'three digits' as described_as,
        count(*) as numbers,
        count(distinct number) as distinct_numbers,
        min(number) as lowest,
        max(number) as highest,
        1000 as expected
    from thousands

)

select * from counted
where
    numbers <> expected
    or distinct_numbers <> expected
    or lowest <> 0
    or highest <> expected - 1
