{{ config(enabled=(project_name == 'customer_segmentation')) }}

with

cases as (

    select * from (
        values
        ('a', 1, cast('2024-01-01' as date), 0),
        (null, 1, cast('2024-01-01' as date), 1),
        ('a', null, null, 2),
        ('', 0, cast('2024-01-01' as date), 0),
        (null, null, null, 3)
    ) as cases (some_text, some_number, some_date, expected)

),

compared as (

    select
        {{ count_of_nulls(['some_text', 'some_number', 'some_date']) }} as actual,
        expected
    from cases
    union all
    select
        {{ count_of_nulls(['some_text']) }} as actual,
        case when some_text is null then 1 else 0 end as expected
    from cases

)

select * from compared
where actual is distinct from expected
