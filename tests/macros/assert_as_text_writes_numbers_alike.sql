{{ config(enabled=(project_name == 'customer_segmentation')) }}

with

cases as (

    select * from (
        values
        ('integer', {{ as_text('cast(12 as integer)') }}, '12'),
        ('decimal', {{ as_text('cast(12.50 as decimal(18, 2))') }}, '12.50'),
        ('whole float', {{ as_text('cast(12 as ' ~ float_type() ~ ')') }}, '12.0'),
        ('float below zero', {{ as_text('cast(-3 as ' ~ float_type() ~ ')') }}, '-3.0'),
        ('zero', {{ as_text('cast(0 as ' ~ float_type() ~ ')') }}, '0.0'),
        ('float', {{ as_text('cast(0.1 as ' ~ float_type() ~ ')') }}, '0.1'),
        ('text of a number', {{ as_text("cast('12' as " ~ dbt.type_string() ~ ")") }}, '12'),
        ('blanks', {{ as_text("' a '") }}, ' a '),
        ('date', {{ as_text("cast('2024-02-29' as date)") }}, '2024-02-29'),
        ('boolean', {{ as_text('true') }}, 'true'),
        ('null', {{ as_text('cast(null as integer)') }}, null)
    ) as cases (described_as, actual, expected)

)

select * from cases
where actual is distinct from expected
