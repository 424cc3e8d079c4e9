{{ config(enabled=(project_name == 'customer_segmentation')) }}

with

cases as (

    select * from (
        values
        ('plain', 'O1', 'O1'),
        ('spaces around', '  O1 ', 'O1'),
        ('tabs around', chr(9) || 'O1' || chr(9), 'O1'),
        ('end of a Windows line', 'O1' || chr(13) || chr(10), 'O1'),
        ('blanks of all kinds', ' ' || chr(9) || 'O1' || chr(13) || ' ' || chr(10), 'O1'),
        ('blanks inside stay', 'North  Sea' || chr(9) || 'Ltd', 'North  Sea' || chr(9) || 'Ltd'),
        ('leading zeros and case stay', '007aB', '007aB'),
        ('apostrophe', ' O''Brien ', 'O''Brien'),
        ('the word null is text', 'null', 'null'),
        ('empty', '', null),
        ('only spaces', '   ', null),
        ('only blanks of all kinds', chr(9) || chr(13) || chr(10) || ' ', null),
        ('null', null, null)
    ) as cases (described_as, input, expected)

),

typed_cases as (

    select * from (
        values
        ('integer', {{ clean_text('cast(42 as integer)') }}, '42'),
        ('decimal keeps its places', {{ clean_text('cast(1.5 as decimal(6, 2))') }}, '1.50'),
        ('date', {{ clean_text("cast('2024-02-29' as date)") }}, '2024-02-29'),
        ('null integer', {{ clean_text('cast(null as integer)') }}, null)
    ) as typed_cases (described_as, actual, expected)

),

compared as (

    select
        described_as,
        {{ clean_text('input') }} as actual,
        expected
    from cases
    union all
    select
        described_as,
        actual,
        expected
    from typed_cases

)

select * from compared
where actual is distinct from expected
