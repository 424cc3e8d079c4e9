{{ config(enabled=(project_name == 'customer_segmentation')) }}
{%- set families = [
    ('read_as boolean', 'input', 'boolean_compared'),
    ('read_as integer', 'input', 'integer_compared'),
    ('read_as decimal', 'described_as', 'decimal_compared'),
] %}

with

boolean_cases as (

    select * from (
        values
        ('true', true), ('t', true), ('yes', true), ('y', true), ('1', true), (' True ', true),
        ('YES', true), ('false', false), ('f', false), ('no', false), ('n', false), ('0', false),
        ('FALSE', false), (' N', false), ('2', null), ('-1', null), ('1.0', null), ('on', null),
        ('truee', null), ('', null), ('null', null), (null, null)
    ) as boolean_cases (input, expected)

),

-- typed columns: booleans and whole numbers
boolean_compared as (

    select
        input,
        {{ read_as('input', 'boolean') }} as actual,
        expected
    from boolean_cases
    union all
    select
        input,
        {{ read_as('expected', 'boolean') }} as actual,
        expected
    from boolean_cases
    union all
    select
        input,
        {{ read_as('case when expected then 1 else 0 end', 'boolean') }} as actual,
        expected
    from boolean_cases
    where expected is not null

),

integer_cases as (

    select * from (
        values
        ('10', 10), (' 7 ', 7), ('-3', -3), ('+3', 3), ('2.', 2), ('2.00', 2), ('1.5', null),
        ('1e3', null), ('2147483647', 2147483647), ('2147483648', null),
        ('-2147483648', -2147483648), ('-2147483649', null), ('', null),
        ('ten', null), (null, null)
    ) as integer_cases (input, expected)

),

integer_compared as (

    select
        input,
        {{ read_as('input', 'integer') }} as actual,
        expected
    from integer_cases
    union all
    select
        cast(expected as {{ dbt.type_string() }}) as input,
        {{ read_as('expected * 1.5', 'integer') }} as actual,
        case when expected = 10 then 15 end as expected
    from integer_cases
    where expected in (10, 7)

),

decimal_cases as (

    select * from (
        values
        ('two places', '12.50', '12.50'),
        ('whole', '12', '12.00'),
        ('leading zeros', '007', '7.00'),
        ('plus', '+1', '1.00'),
        ('minus', '-1.25', '-1.25'),
        ('no digit before the point', '.5', '0.50'),
        ('no digit behind the point', '5.', '5.00'),
        ('zero', '0', '0.00'),
        ('blanks around', ' 12.50' || chr(13) || chr(10), '12.50'),
        ('half goes up', '1.005', '1.01'),
        ('half below zero goes down', '-1.005', '-1.01'),
        ('less than half', '1.0049999999999999', '1.00'),
        ('more than half', '2.675000000001', '2.68'),
        ('18 digits', '9999999999999999.99', '9999999999999999.99'),
        ('18 digits below zero', '-9999999999999999.99', '-9999999999999999.99'),
        ('19 digits', '10000000000000000.00', null),
        ('rounded to 19 digits', '9999999999999999.995', null),
        ('38 digits', '99999999999999999999999999999999999999', null),
        ('100 digits', repeat('9', 100), null),
        ('exponent', '1e3', null),
        ('decimal comma', '1,5', null),
        ('thousands', '1,234.50', null),
        ('grouped by spaces', '1 234.50', null),
        ('underscores', '1_000', null),
        ('currency sign', '€12.50', null),
        ('accountant''s minus', '(12.50)', null),
        ('minus behind', '12.50-', null),
        ('two signs', '--1', null),
        ('two points', '1.2.3', null),
        ('only a sign', '-', null),
        ('only a point', '.', null),
        ('hexadecimal', '0x10', null),
        ('NaN', 'NaN', null),
        ('infinity', 'Infinity', null),
        ('not available', 'n/a', null),
        ('true', 'true', null),
        ('empty', '', null),
        ('only blanks', '  ', null),
        ('null', null, null)
    ) as decimal_cases (described_as, input, expected)

),

decimal_typed_cases as (

    select * from (
        values
        ('integer', {{ read_as('cast(12 as integer)', 'decimal(18, 2)') }}, '12.00'),
        ('decimal', {{ read_as('cast(12.345 as decimal(9, 3))', 'decimal(18, 2)') }}, '12.35'),
        ('negative', {{ read_as('cast(-1.005 as decimal(9, 3))', 'decimal(18, 2)') }}, '-1.01'),
        (
            'double',
            {{ read_as('cast(12.5 as ' ~ type_of('float') ~ ')', 'decimal(18, 2)') }},
            '12.50'
        ),
        (
            'double NaN',
            {{ read_as("cast('NaN' as " ~ type_of('float') ~ ")", 'decimal(18, 2)') }},
            null
        ),
        (
            'double infinity',
            {{ read_as("cast('Infinity' as " ~ type_of('float') ~ ")", 'decimal(18, 2)') }},
            null
        ),
        -- as text it would have an exponent
        (
            'small double',
            {{ read_as('cast(0.00005 as ' ~ type_of('float') ~ ')', 'decimal(18, 4)') }},
            '0.0001'
        ),
        (
            'half of a double',
            {{ read_as('cast(0.125 as ' ~ type_of('float') ~ ')', 'decimal(18, 2)') }},
            '0.13'
        ),
        (
            'half of a double below zero',
            {{ read_as('cast(-0.125 as ' ~ type_of('float') ~ ')', 'decimal(18, 2)') }},
            '-0.13'
        ),
        -- as a double it is a little less than the half
        (
            'double below a half',
            {{ read_as('cast(1.005 as ' ~ type_of('float') ~ ')', 'decimal(18, 2)') }},
            '1.00'
        ),
        (
            'double with an exponent as text',
            {{ read_as('cast(1e15 as ' ~ type_of('float') ~ ')', 'decimal(18, 2)') }},
            '1000000000000000.00'
        ),
        (
            'double of 17 digits before the point',
            {{ read_as('cast(1e16 as ' ~ type_of('float') ~ ')', 'decimal(18, 2)') }},
            null
        ),
        (
            'double rounded to one digit more',
            {{ read_as('cast(99.996 as ' ~ type_of('float') ~ ')', 'decimal(4, 2)') }},
            null
        ),
        (
            'too large',
            {{ read_as('cast(1e300 as ' ~ type_of('float') ~ ')', 'decimal(18, 2)') }},
            null
        ),
        ('other type', {{ read_as("'2.71828'", 'decimal(18, 4)') }}, '2.7183'),
        ('null', {{ read_as('cast(null as integer)', 'decimal(18, 2)') }}, null)
    ) as decimal_typed_cases (described_as, actual, expected)

),

decimal_compared as (

    select
        described_as,
        {{ read_as('input', 'decimal(18, 2)') }} as actual,
        cast(expected as decimal(18, 2)) as expected
    from decimal_cases
    union all
    select
        described_as,
        actual,
        cast(expected as decimal(20, 4)) as expected
    from decimal_typed_cases

),

failed as (

    {{ failed_cases(families) }}

)

select * from failed
