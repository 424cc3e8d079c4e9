{{ config(enabled=(project_name == 'customer_segmentation')) }}
{%- set families = [
    ('as_text', 'described_as', 'written_cases'),
    ('read_as id', 'described_as', 'id_cases'),
    ('clean_text', 'described_as', 'clean_compared'),
    ('order of clean_text', 'input', 'sorted_ranked'),
    ('in_case', 'input', 'letter_compared'),
    ('text_literal', 'expected', 'literal_compared'),
    ('joined_text', 'word_group', 'joined_compared'),
] %}

with

written_cases as (

    select * from (
        values
        ('integer', {{ as_text('cast(12 as integer)') }}, '12'),
        ('decimal', {{ as_text('cast(12.50 as decimal(18, 2))') }}, '12.50'),
        ('whole float', {{ as_text('cast(12 as ' ~ type_of('float') ~ ')') }}, '12.0'),
        ('float below zero', {{ as_text('cast(-3 as ' ~ type_of('float') ~ ')') }}, '-3.0'),
        ('zero', {{ as_text('cast(0 as ' ~ type_of('float') ~ ')') }}, '0.0'),
        ('float', {{ as_text('cast(0.1 as ' ~ type_of('float') ~ ')') }}, '0.1'),
        ('text of a number', {{ as_text("cast('12' as " ~ dbt.type_string() ~ ")") }}, '12'),
        ('blanks', {{ as_text("' a '") }}, ' a '),
        ('date', {{ as_text("cast('2024-02-29' as date)") }}, '2024-02-29'),
        ('boolean', {{ as_text('true') }}, 'true'),
        ('null', {{ as_text('cast(null as integer)') }}, null)
    ) as written_cases (described_as, actual, expected)

),

id_cases as (

    select * from (
        values
        ('text', {{ read_as("' 007 '", 'id') }}, '007'),
        ('text that looks like a number', {{ read_as("'17000.0'", 'id') }}, '17000.0'),
        ('blank', {{ read_as("'  '", 'id') }}, null),
        ('integer', {{ read_as('cast(17000 as integer)', 'id') }}, '17000'),
        ('whole float', {{ read_as('cast(17000 as ' ~ type_of('float') ~ ')', 'id') }}, '17000'),
        ('zero', {{ read_as('cast(0 as ' ~ type_of('float') ~ ')', 'id') }}, '0'),
        ('negative float', {{ read_as('cast(-12 as ' ~ type_of('float') ~ ')', 'id') }}, '-12'),
        (
            'float of sixteen digits',
            {{ read_as('cast(1234567890123456 as ' ~ type_of('float') ~ ')', 'id') }},
            '1234567890123456'
        ),
        ('float', {{ read_as('cast(0.5 as ' ~ type_of('float') ~ ')', 'id') }}, '0.5'),
        ('no number', {{ read_as("cast('NaN' as " ~ type_of('float') ~ ')', 'id') }}, null),
        ('no float', {{ read_as('cast(null as ' ~ type_of('float') ~ ')', 'id') }}, null),
        ('whole decimal', {{ read_as('cast(17000 as decimal(9, 2))', 'id') }}, '17000'),
        ('round decimal', {{ read_as('cast(1700 as decimal(9, 0))', 'id') }}, '1700'),
        ('decimal', {{ read_as('cast(1.25 as decimal(9, 2))', 'id') }}, '1.25'),
        ('no decimal', {{ read_as('cast(null as decimal(9, 2))', 'id') }}, null)
    ) as id_cases (described_as, actual, expected)

),

clean_cases as (

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
    ) as clean_cases (described_as, input, expected)

),

clean_typed_cases as (

    select * from (
        values
        ('integer', {{ clean_text('cast(42 as integer)') }}, '42'),
        ('decimal keeps its places', {{ clean_text('cast(1.5 as decimal(6, 2))') }}, '1.50'),
        ('date', {{ clean_text("cast('2024-02-29' as date)") }}, '2024-02-29'),
        ('null integer', {{ clean_text('cast(null as integer)') }}, null)
    ) as clean_typed_cases (described_as, actual, expected)

),

clean_compared as (

    select
        described_as,
        {{ clean_text('input') }} as actual,
        expected
    from clean_cases
    union all
    select
        described_as,
        actual,
        expected
    from clean_typed_cases

),

-- languages sort 'a' before 'B' and pass over punctuation, each in its own way: ties that are
-- broken by a customer's id must be broken alike everywhere
sorted_cases as (

    select * from (
        values
        ('-b', 1), ('B', 2), ('C-1', 3), ('C1', 4), ('Z', 5), ('a', 6), ('ab', 7), ('ä', 8)
    ) as sorted_cases (input, expected)

),

sorted_ranked as (

    select
        input,
        row_number() over (order by {{ clean_text('input') }}) as actual,
        expected
    from sorted_cases
    union all
    select
        'last of as_text: ' || max({{ as_text('input') }}) as input,
        case when max({{ as_text('input') }}) = 'ä' then 8 end as actual,
        max(expected) as expected
    from sorted_cases
    union all
    select
        'last in lower case: ' || max(input) as input,
        count(*) as actual,
        8 as expected
    from sorted_cases
    where
        {{ in_case('lower', clean_text("'x' || input")) }}
        <= {{ in_case('lower', clean_text("'xä'")) }}

),

letter_cases as (

    select * from (
        values
        ('Shipped', 'shipped', 'SHIPPED'),
        ('ON HOLD', 'on hold', 'ON HOLD'),
        ('STORNIERT Ö', 'storniert ö', 'STORNIERT Ö'),
        ('Żółć', 'żółć', 'ŻÓŁĆ'),
        ('Отменён', 'отменён', 'ОТМЕНЁН'),
        ('1 €', '1 €', '1 €'),
        ('', '', ''),
        (null, null, null)
    ) as letter_cases (input, lower_case, upper_case)

),

letter_compared as (

    select
        input,
        {{ in_case('lower', as_text('input')) }} as actual,
        lower_case as expected
    from letter_cases
    union all
    select
        input,
        {{ in_case('upper', as_text('input')) }} as actual,
        upper_case as expected
    from letter_cases

),

literal_compared as (

    select * from (
        values
        ({{ text_literal('plain') }}, 'plain'),
        ({{ text_literal("O'Brien") }}, 'O' || chr(39) || 'Brien'),
        ({{ text_literal("''") }}, chr(39) || chr(39)),
        ({{ text_literal('say "hi"') }}, 'say ' || chr(34) || 'hi' || chr(34)),
        ({{ text_literal('two\nlines') }}, 'two' || chr(10) || 'lines'),
        ({{ text_literal('back\\slash') }}, 'back' || chr(92) || 'slash'),
        ({{ text_literal('') }}, ''),
        ({{ text_literal(42) }}, '42')
    ) as literal_compared (actual, expected)

),

joined_words as (

    select * from (
        values
        ('letters', 'b', 2), ('letters', 'a', 3), ('letters', 'c', 1),
        ('one', 'a', 1),
        ('with a null', 'a', 1), ('with a null', null, 2), ('with a null', 'b', 3),
        ('only a null', null, 1)
    ) as joined_words (word_group, word, place)

),

joined_cases as (

    select * from (
        values
        ('letters', 'c' || chr(10) || 'b' || chr(10) || 'a', 'a, b, c'),
        ('one', 'a', 'a'),
        ('with a null', 'a' || chr(10) || 'b', 'a, b'),
        ('only a null', null, null)
    ) as joined_cases (word_group, expected_lines, expected_list)

),

joined_joined as (

    select
        word_group,
        {{ joined_text('word', 'place') }} as lines,
        {{ joined_text('word', 'word', ', ') }} as list
    from joined_words
    group by word_group

),

joined_compared as (

    select
        joined_cases.word_group,
        joined_joined.lines as actual,
        joined_cases.expected_lines as expected
    from joined_cases
    left join joined_joined
        on joined_cases.word_group = joined_joined.word_group
    union all
    select
        joined_cases.word_group,
        joined_joined.list as actual,
        joined_cases.expected_list as expected
    from joined_cases
    left join joined_joined
        on joined_cases.word_group = joined_joined.word_group

),

failed as (

    {{ failed_cases(families) }}

)

select * from failed
