{{ config(enabled=(project_name == 'customer_segmentation')) }}

with

cases as (

    select * from (
        values
        ('text', {{ clean_id("' 007 '") }}, '007'),
        ('text that looks like a number', {{ clean_id("'17000.0'") }}, '17000.0'),
        ('blank', {{ clean_id("'  '") }}, null),
        ('integer', {{ clean_id('cast(17000 as integer)') }}, '17000'),
        ('whole float', {{ clean_id('cast(17000 as ' ~ float_type() ~ ')') }}, '17000'),
        ('zero', {{ clean_id('cast(0 as ' ~ float_type() ~ ')') }}, '0'),
        ('negative float', {{ clean_id('cast(-12 as ' ~ float_type() ~ ')') }}, '-12'),
        (
            'float of sixteen digits',
            {{ clean_id('cast(1234567890123456 as ' ~ float_type() ~ ')') }},
            '1234567890123456'
        ),
        ('float', {{ clean_id('cast(0.5 as ' ~ float_type() ~ ')') }}, '0.5'),
        ('no number', {{ clean_id("cast('NaN' as " ~ float_type() ~ ')') }}, null),
        ('no float', {{ clean_id('cast(null as ' ~ float_type() ~ ')') }}, null),
        ('whole decimal', {{ clean_id('cast(17000 as decimal(9, 2))') }}, '17000'),
        ('round decimal without places', {{ clean_id('cast(1700 as decimal(9, 0))') }}, '1700'),
        ('decimal', {{ clean_id('cast(1.25 as decimal(9, 2))') }}, '1.25'),
        ('no decimal', {{ clean_id('cast(null as decimal(9, 2))') }}, null)
    ) as cases (described_as, actual, expected)

)

select * from cases
where actual is distinct from expected
