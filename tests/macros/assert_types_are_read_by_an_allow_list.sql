-- types that only DuckDB has, or casts to what it likes
{{ config(enabled=(project_name == 'customer_segmentation' and target.type == 'duckdb')) }}
{%- set number = 'decimal(18, 2)' %}

with

cases as (

    select * from (
        values
        (
            'word of an enumeration as a number',
            cast({{ read_as("cast('1e3' as enum('1e3', '1_000'))", number) }} as varchar),
            null
        ),
        (
            'number of an enumeration',
            cast({{ read_as("cast('10.00' as enum('1e3', '10.00'))", number) }} as varchar),
            '10.00'
        ),
        ('boolean as a number', cast({{ read_as('true', number) }} as varchar), null),
        (
            'exponent in JSON',
            cast({{ read_as("cast('1e3' as json)", number) }} as varchar),
            null
        ),
        (
            'number in JSON',
            cast({{ read_as("cast('12.5' as json)", number) }} as varchar),
            '12.50'
        ),
        (
            'large whole number',
            cast({{ read_as("cast('10' as bignum)", number) }} as varchar),
            '10.00'
        ),
        (
            'number of a union',
            cast({{ read_as('union_value(num := 10)', number) }} as varchar),
            '10.00'
        ),
        (
            'unsigned number',
            cast({{ read_as('cast(7 as utinyint)', number) }} as varchar),
            '7.00'
        ),
        ('day as a number', cast({{ read_as("date '2024-05-01'", number) }} as varchar), null),
        (
            'word of an enumeration as a day',
            cast({{ local_timestamp("cast('epoch' as enum('epoch', '2024-05-01'))") }} as varchar),
            null
        ),
        (
            'day of an enumeration',
            cast(
                {{ local_timestamp("cast('2024-05-01' as enum('2024-05-01'))") }} as varchar
            ),
            '2024-05-01 00:00:00'
        ),
        (
            'whole number as a day',
            cast({{ local_timestamp('20240501') }} as varchar),
            '2024-05-01 00:00:00'
        ),
        (
            'seconds of a timestamp',
            cast({{ local_timestamp("cast('2024-05-01 10:00:00' as timestamp_s)") }} as varchar),
            '2024-05-01 10:00:00'
        ),
        ('text in JSON', {{ read_as("cast('\"c1\"' as json)", 'id') }}, 'c1'),
        ('quotes inside JSON', {{ clean_text("cast('\" a\\\"b \"' as json)") }}, 'a"b'),
        ('null of JSON', {{ read_as("cast('null' as json)", 'id') }}, null),
        ('number as a JSON id', {{ read_as("cast('17000' as json)", 'id') }}, '17000'),
        ('id of an enumeration', {{ read_as("cast('007' as enum('007'))", 'id') }}, '007')
    ) as cases (described_as, actual, expected)

)

select * from cases
where actual is distinct from expected
